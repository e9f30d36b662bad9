using System.Collections.Concurrent;
using AdminPortal.Domain.TokenService.Rules.Authentication;

namespace AdminPortal.Domain.TokenService.Authentication;

/// <summary>When and from where a client and one of its credentials, a secret or a stored key, were used.</summary>
public sealed record LastUsedMark(ClientId ClientId, Guid? CredentialId, DateTimeOffset At, string? Source)
{
    /// <summary>Whether the credential is a key.</summary>
    public bool IsByAssertion { get; init; }
}

/// <summary>
/// Notes when a client and a credential were last used, off the request path; the journal writes it every few seconds. Only the latest mark
/// of a credential is kept, so there are never more marks than credentials. Losing marks is acceptable: nothing is decided by them.
/// </summary>
public sealed class LastUsedMarks(TimeProvider clock)
{
    private readonly ConcurrentDictionary<(ClientId ClientId, Guid? CredentialId), Pending> _pending = new();
    private readonly ConcurrentQueue<Pending> _order = new();

    internal int Count => _order.Count;

    public void Note(AuthenticatedClient used, string? source)
    {
        var now = clock.GetUtcNow();
        var key = (used.Client.Id, used.CredentialId);
        while (!_pending.TryGetValue(key, out var known) || !known.TryUpdate(now, source))
        {
            var first = new Pending(key.Id, key.CredentialId, used.Assertion is not null, now, source);
            if (_pending.TryAdd(key, first))
            {
                _order.Enqueue(first);
                return;
            }
        }
    }

    /// <summary>The marks that have waited longest; the rest are taken next time.</summary>
    internal IReadOnlyList<LastUsedMark> Take(int most)
    {
        List<LastUsedMark> taken = [];
        while (taken.Count < most && _order.TryDequeue(out var pending))
        {
            // Removed first: a concurrent update either reaches this mark in time, or finds it taken and starts another.
            _pending.TryRemove(pending.Key, out _);
            taken.Add(pending.Take());
        }

        return taken;
    }

    // Updated in place: a new object per token, referenced from an old one, would make the garbage collector scan all the old ones.
    private sealed class Pending(ClientId clientId, Guid? credentialId, bool isByAssertion, DateTimeOffset at, string? source)
    {
        private DateTimeOffset _at = at;
        private string? _source = source;
        private bool _isTaken;

        public (ClientId ClientId, Guid? CredentialId) Key => (clientId, credentialId);

        public bool TryUpdate(DateTimeOffset now, string? source)
        {
            lock (this)
            {
                if (!_isTaken)
                {
                    (_at, _source) = (now, source == _source ? _source : source);
                }

                return !_isTaken;
            }
        }

        public LastUsedMark Take()
        {
            lock (this)
            {
                _isTaken = true;
                return new LastUsedMark(clientId, credentialId, _at, _source) { IsByAssertion = isByAssertion };
            }
        }
    }
}
