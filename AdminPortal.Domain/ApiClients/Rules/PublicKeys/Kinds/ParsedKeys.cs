using System.Collections.Concurrent;

namespace AdminPortal.Domain.ApiClients.Rules.PublicKeys.Kinds;

/// <summary>
/// A pool of parsed key objects for one key. .NET does not guarantee that an RSA or ECDsa object may verify on two threads at once, so each
/// verification borrows one; another is parsed only when all are in use, so there are never more than threads that verified at once.
/// </summary>
internal sealed class ParsedKeys<T>
    where T : class, IDisposable
{
    private readonly ConcurrentQueue<T> _idle = new();
    private readonly Func<T> _parse;

    /// <summary>Parses the first one eagerly: a key that the platform refuses is refused when it is read, not when it is used.</summary>
    public ParsedKeys(Func<T> parse)
    {
        _parse = parse;
        _idle.Enqueue(parse());
    }

    public T Borrow() => _idle.TryDequeue(out var key) ? key : _parse();

    public void Return(T key) => _idle.Enqueue(key);
}
