using AdminPortal.Domain.Storage;

namespace AdminPortal.Tests.Architecture.Planted.Rules;

/// <summary>A violation on purpose, by which the test of the arrows shows that it can fail.</summary>
internal sealed class RuleThatKnowsTheStore(PortalStore store)
{
    public PortalStore Store { get; } = store;
}
