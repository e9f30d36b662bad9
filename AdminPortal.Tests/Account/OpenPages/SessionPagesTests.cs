using AdminPortal.Account.OpenPages;
using Microsoft.Extensions.Time.Testing;

namespace AdminPortal.Tests.Account.OpenPages;

public sealed class SessionPagesTests
{
    private const string Session = "a session";

    private readonly FakeTimeProvider _clock = new();
    private readonly SessionPages _pages;

    public SessionPagesTests() => _pages = new SessionPages(_clock);

    [Fact]
    public void One_session_s_pages_count_for_no_other()
    {
        Open(Session, SessionPages.MostOpen);

        Assert.False(_pages.TryOpen(Session, "one more"));
        Assert.True(_pages.TryOpen("another session", "its first"));
    }

    [Fact]
    public void A_page_that_is_cut_off_makes_room_and_takes_it_again_when_it_comes_back()
    {
        Open(Session, SessionPages.MostOpen);
        _pages.CutOff(Session, "connection 0");
        Assert.True(_pages.TryOpen(Session, "one more"));

        _pages.Connected(Session, "connection 0 again", "circuit 0");

        Assert.True(_pages.IsFull(Session));
    }

    [Fact]
    public void Of_more_that_are_cut_off_the_ones_cut_off_longest_end()
    {
        Open(Session, SessionPages.MostCutOff + 2);
        var ended = new List<string>();
        for (var i = 0; i < SessionPages.MostCutOff + 2; i++)
        {
            _clock.Advance(TimeSpan.FromSeconds(1));
            ended.AddRange(_pages.CutOff(Session, $"connection {i}"));
        }

        Assert.Equal(["circuit 0", "circuit 1"], ended);
    }

    [Fact]
    public void A_page_that_never_had_a_circuit_leaves_nothing_behind()
    {
        _pages.TryOpen(Session, "connection");

        Assert.Empty(_pages.CutOff(Session, "connection"));
        Assert.False(_pages.IsFull(Session));
    }

    private void Open(string session, int count)
    {
        for (var i = 0; i < count; i++)
        {
            Assert.True(_pages.TryOpen(session, $"connection {i}"));
            _pages.Connected(session, $"connection {i}", $"circuit {i}");
        }
    }
}
