using System.Net;
using AdminPortal.Hosting.Connections;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Time.Testing;

namespace AdminPortal.Tests.Hosting.Connections;

public sealed class ConnectionTableTests : IDisposable
{
    private const int Share = 4;
    private const string Proxy = "198.51.100.7";
    private const string Stranger = "192.0.2.66";

    private readonly FakeTimeProvider _clock = new();
    private readonly ConnectionTable _table;

    public ConnectionTableTests() => _table = new ConnectionTable(Share, address => address.Equals(IPAddress.Parse(Proxy)), _clock);

    [Fact]
    public async Task A_stranger_who_opens_thousands_pushes_out_only_their_own()
    {
        var other = await AdmitAsync("203.0.113.5");
        for (var i = 0; i < 1_000; i++)
        {
            await AdmitAsync(Stranger);
        }

        Assert.False(IsCut(other));
        Assert.Equal(Share, _table.Count);
    }

    [Fact]
    public async Task Where_the_share_is_used_up_the_one_who_holds_most_makes_room_for_somebody_else()
    {
        OpenConnection[] idle = [await AdmitAsync(Stranger), await AdmitAsync(Stranger), await AdmitAsync(Stranger), await AdmitAsync(Stranger)];

        var newcomer = await AdmitAsync("203.0.113.5");

        Assert.False(IsCut(newcomer));
        Assert.Equal([true, false, false, false], idle.Select(IsCut));
    }

    [Fact]
    public async Task What_has_a_request_under_way_outlives_what_is_idle()
    {
        var busy = await AdmitAsync(Stranger);
        busy.BeginRequest();
        var idle = await AdmitAsync(Stranger);
        await AdmitAsync(Stranger);
        await AdmitAsync(Stranger);

        await AdmitAsync("203.0.113.5");

        Assert.Equal((false, true), (IsCut(busy), IsCut(idle)));
    }

    [Fact]
    public async Task Without_an_idle_one_the_newcomer_is_refused_unless_somebody_holds_more_than_they_would()
    {
        var first = await BusyAsync(Stranger);
        for (var i = 1; i < Share; i++)
        {
            await BusyAsync(Stranger);
        }

        Assert.Null(await TryAdmitAsync(Stranger));
        Assert.False(IsCut(first));
        Assert.NotNull(await TryAdmitAsync("203.0.113.5"));
        Assert.True(IsCut(first));
    }

    [Fact]
    public async Task A_source_that_fills_the_share_with_requests_under_way_pushes_out_nobody_s_idle_connection()
    {
        var idle = await AdmitAsync("203.0.113.5");
        for (var i = 1; i < Share; i++)
        {
            await BusyAsync(Stranger);
        }

        Assert.Null(await TryAdmitAsync(Stranger));
        Assert.False(IsCut(idle));
    }

    [Fact]
    public async Task Whoever_holds_most_gives_way_before_the_idle_connection_of_one_who_holds_less()
    {
        var idle = await AdmitAsync("203.0.113.5");
        var oldest = await BusyAsync(Stranger);
        for (var i = 2; i < Share; i++)
        {
            await BusyAsync(Stranger);
        }

        Assert.NotNull(await TryAdmitAsync("203.0.113.9"));
        Assert.Equal((true, false), (IsCut(oldest), IsCut(idle)));
    }

    [Fact]
    public async Task A_trusted_proxy_comes_before_what_is_idle_however_much_it_holds()
    {
        var idle = await AdmitAsync("203.0.113.5");
        for (var i = 1; i < Share; i++)
        {
            await BusyAsync(Proxy);
        }

        Assert.NotNull(await TryAdmitAsync(Proxy));
        Assert.True(IsCut(idle));
    }

    [Fact]
    public async Task What_a_trusted_proxy_has_under_way_is_not_cut_for_anybody()
    {
        for (var i = 0; i < Share; i++)
        {
            await BusyAsync(Proxy);
        }

        Assert.Null(await TryAdmitAsync(Stranger));
    }

    [Fact]
    public async Task A_customer_s_whole_IPv6_network_counts_as_one_source()
    {
        var other = await AdmitAsync("203.0.113.5");
        for (var i = 1; i <= 100; i++)
        {
            await AdmitAsync($"2001:db8:0:1::{i:x}");
        }

        Assert.False(IsCut(other));
    }

    [Fact]
    public async Task A_connection_on_which_no_request_comes_is_cut_within_seconds_and_one_that_was_used_is_not()
    {
        var silent = await AdmitAsync(Stranger);
        var used = await AdmitAsync(Stranger);
        used.BeginRequest();
        used.EndRequest();

        _clock.Advance(ConnectionTable.FirstRequestWithin);

        Assert.Equal((true, false), (IsCut(silent), IsCut(used)));
    }

    [Theory]
    [InlineData(640, 56)]
    [InlineData(1_024, 248)]
    [InlineData(100, 32)]
    [InlineData(long.MaxValue, 10_000)]
    public void The_public_listener_s_share_is_what_the_system_grants_less_what_the_program_needs_itself(long handles, int share)
    {
        var shares = ConnectionShares.Of(handles);

        Assert.Equal((share, share / 2, 16), (shares.Public, shares.Upgraded, shares.Management));
    }

    [Theory]
    [InlineData("Max open files            1024                 524288               files     ", 1_024)]
    [InlineData("Max open files            unlimited            unlimited            files     ", long.MaxValue)]
    [InlineData("Max processes             63410                63410                processes ", long.MaxValue)]
    public void The_limit_in_force_is_the_soft_one(string line, long limit) => Assert.Equal(limit, HandleLimit.Parse(["Limit   Soft Limit", line]));

    public void Dispose() => _table.Dispose();

    private static bool IsCut(OpenConnection connection) => connection.IsLeaving;

    private async Task<OpenConnection> BusyAsync(string source)
    {
        var connection = await AdmitAsync(source);
        connection.BeginRequest();
        return connection;
    }

    private async Task<OpenConnection> AdmitAsync(string source) => Assert.IsType<OpenConnection>(await TryAdmitAsync(source));

    private async Task<OpenConnection?> TryAdmitAsync(string source)
    {
        _clock.Advance(TimeSpan.FromMilliseconds(1));
        var accepted = new AcceptedConnection { RemoteEndPoint = new IPEndPoint(IPAddress.Parse(source), 50_000) };
        return accepted.Admitted = await _table.AdmitAsync(accepted);
    }

    /// <summary>As the server does: what is cut is disposed of.</summary>
    private sealed class AcceptedConnection : DefaultConnectionContext
    {
        public OpenConnection? Admitted { get; set; }

        public override void Abort(ConnectionAbortedException abortReason) => _ = Admitted?.DisposeAsync().AsTask();
    }
}
