using Microsoft.AspNetCore.Http;

namespace AdminPortal.Tests.Architecture.Planted;

/// <summary>A violation on purpose: what belongs to the domain takes a web request.</summary>
internal sealed class DomainThatKnowsTheWeb(HttpContext context)
{
    public HttpContext Context { get; } = context;
}
