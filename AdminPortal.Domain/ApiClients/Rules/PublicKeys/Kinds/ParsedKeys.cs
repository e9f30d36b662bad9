using System.Collections.Concurrent;

namespace AdminPortal.Domain.ApiClients.Rules.PublicKeys.Kinds;

/// <summary>
/// The parsed key objects of one key. .NET does not promise that an RSA or ECDsa object may verify on two threads at once, so each
/// verification borrows one; a further one is parsed only when all are out, and there are never more than threads verified at once.
/// </summary>
internal sealed class ParsedKeys<T>
    where T : class, IDisposable
{
    private readonly ConcurrentQueue<T> _idle = new();
    private readonly Func<T> _parse;

    /// <summary>Parses the first one now: a key that the platform refuses is refused when it is read, not when it is used.</summary>
    public ParsedKeys(Func<T> parse)
    {
        _parse = parse;
        _idle.Enqueue(parse());
    }

    public T Borrow() => _idle.TryDequeue(out var key) ? key : _parse();

    public void Return(T key) => _idle.Enqueue(key);
}
