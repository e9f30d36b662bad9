using System.Collections.Concurrent;
using AdminPortal.Domain.TokenService.Rules.Authentication;

namespace AdminPortal.Domain.TokenService.Authentication;

/// <summary>When and from where a client and one of its credentials, a secret or a stored key, were used.</summary>
public sealed record LastUsedMark(ClientId ClientId, Guid? CredentialId, DateTimeOffset At, string? Source)
{
    /// <summary>The credential is a key.</summary>
    public bool IsByAssertion { get; init; }
}

/// <summary>
/// Notes when a client and a credential were last used, off the path of the requests; the journal writes it down every few seconds. The
/// latest mark of a credential is the only one kept, so there are never more marks than credentials. Lost marks are not missed: nothing
/// is decided by them.
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

    /// <summary>Those that have waited longest; the rest waits for the next time.</summary>
    internal IReadOnlyList<LastUsedMark> Take(int most)
    {
        List<LastUsedMark> taken = [];
        while (taken.Count < most && _order.TryDequeue(out var pending))
        {
            // Out of the way first: whoever still holds it updates it in time, or finds it taken and begins another.
            _pending.TryRemove(pending.Key, out _);
            taken.Add(pending.Take());
        }

        return taken;
    }

    // Updated in place: a new object for each token, hung onto an old one, would make the garbage collector look at all the old ones.
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
