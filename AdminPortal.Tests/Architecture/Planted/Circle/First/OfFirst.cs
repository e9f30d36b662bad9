using AdminPortal.Tests.Architecture.Planted.Circle.Second;

namespace AdminPortal.Tests.Architecture.Planted.Circle.First;

/// <summary>A violation on purpose: a room that uses one which uses it, within an asynchronous method alone.</summary>
internal sealed class OfFirst(int number)
{
    public int Number { get; } = number;

    public async Task<int> AskAsync()
    {
        await Task.Yield();
        return new OfSecond([this]).Sum;
    }
}
