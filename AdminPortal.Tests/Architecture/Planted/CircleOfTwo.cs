namespace AdminPortal.Tests.Architecture.Planted.Circle.First
{
    /// <summary>A violation on purpose: a room that uses one which uses it.</summary>
    internal sealed class OfFirst(int number)
    {
        public int Number { get; } = number;

        public async Task<Second.OfSecond> AskAsync()
        {
            await Task.Yield();
            return new Second.OfSecond([this]);
        }
    }
}

namespace AdminPortal.Tests.Architecture.Planted.Circle.Second
{
    /// <summary>The other half: what it knows of the first room stands within a lambda alone.</summary>
    internal sealed class OfSecond(IReadOnlyList<object> asked)
    {
        public int Sum => asked.Sum(one => ((First.OfFirst)one).Number);
    }
}
