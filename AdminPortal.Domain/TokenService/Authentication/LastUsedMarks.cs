using System.Collections.Concurrent;
using AdminPortal.Domain.ApiClients;

namespace AdminPortal.Domain.TokenService.Authentication;

/// <summary>When and from where a client and one of its credentials were used.</summary>
public sealed record LastUsedMark(ClientId ClientId, Guid? CredentialId, DateTimeOffset At, string? Source);

/// <summary>
/// Notes when a client and a credential were last used, off the path of the requests; the journal writes it down every few seconds. The
/// latest mark of a credential is the only one kept, so there are never more marks than credentials. Lost marks are not missed: nothing
/// is decided by them.
/// </summary>
public sealed class LastUsedMarks(TimeProvider clock)
{
    private readonly ConcurrentDictionary<(ClientId ClientId, Guid? CredentialId), LastUsedMark> _marks = new();

    public void Note(AuthenticatedClient used, string? source) =>
        _marks[(used.Client.Id, used.CredentialId)] = new LastUsedMark(used.Client.Id, used.CredentialId, clock.GetUtcNow(), source);

    /// <summary>Some of what has gathered, oldest first; the rest waits for the next time.</summary>
    internal IReadOnlyList<LastUsedMark> Take(int most)
    {
        List<LastUsedMark> taken = [];
        foreach (var mark in _marks.Take(most))
        {
            if (_marks.TryRemove(mark))
            {
                taken.Add(mark.Value);
            }
        }

        return [.. taken.OrderBy(mark => mark.At)];
    }
}
