using AdminPortal.Shell.Feedback;

namespace AdminPortal.Tests.Architecture.Planted;

/// <summary>A violation on purpose: the token endpoint speaks to people.</summary>
internal sealed class EndpointThatKnowsAPage(StatusMessages messages)
{
    public StatusMessages Messages { get; } = messages;
}
