using AdminPortal.Tests.Architecture.Planted.Circle.First;

namespace AdminPortal.Tests.Architecture.Planted.Circle.Second;

/// <summary>The other half: what it knows of the first room stands within a lambda alone.</summary>
internal sealed class OfSecond(IReadOnlyList<object> asked)
{
    public int Sum => asked.Sum(one => ((OfFirst)one).Number);
}
