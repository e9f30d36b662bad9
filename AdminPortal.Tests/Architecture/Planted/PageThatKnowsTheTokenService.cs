using AdminPortal.Domain.TokenService;

namespace AdminPortal.Tests.Architecture.Planted;

/// <summary>A violation on purpose: a page that issues tokens itself.</summary>
internal sealed class PageThatKnowsTheTokenService(IssueAccessToken issue)
{
    public IssueAccessToken Issue { get; } = issue;
}
