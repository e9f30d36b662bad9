using AdminPortal.ApiClients.Secrets;

namespace AdminPortal.Tests.Architecture.Planted;

/// <summary>A violation on purpose: what every page shares knows one of them.</summary>
internal sealed class ShellThatKnowsAFeature(SecretRow row)
{
    public SecretRow Row { get; } = row;
}
