using System.Net;
using AdminPortal.Hosting.Headers;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace AdminPortal.Tests.Hosting.Headers;

public sealed class SecurityHeadersTests
{
    private const string Policy = "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
        + "font-src 'self'; connect-src 'self'; object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(HostedApp.Page)]
    [InlineData(HostedApp.Early)]
    [InlineData(HostedApp.Caller)]
    [InlineData(HostedApp.Broken)]
    [InlineData("/not-there")]
    [InlineData("/health/live")]
    public async Task Every_response_carries_the_headers_of_every_response(string path)
    {
        await using var app = await HostedApp.StartAsync(Cancellation, "--Portal:Issuer=https://portal.example");

        using var response = await app.Public.GetAsync(path, Cancellation);

        Assert.Equal("nosniff", Header(response, "X-Content-Type-Options"));
        Assert.Equal("no-referrer", Header(response, "Referrer-Policy"));
        Assert.Equal("same-origin", Header(response, "Cross-Origin-Resource-Policy"));
        Assert.Equal("max-age=63072000; includeSubDomains", Header(response, "Strict-Transport-Security"));
        Assert.Null(Header(response, "Server"));
    }

    [Fact]
    public async Task Without_an_https_issuer_browsers_are_not_told_to_insist_on_https()
    {
        await using var app = await HostedApp.StartAsync(Cancellation);

        using var response = await app.Public.GetAsync(HostedApp.Page, Cancellation);

        Assert.Null(Header(response, "Strict-Transport-Security"));
    }

    [Fact]
    public async Task A_page_may_run_our_own_scripts_and_nothing_else()
    {
        await using var app = await HostedApp.StartAsync(Cancellation);

        using var response = await app.Public.GetAsync(HostedApp.Page, Cancellation);

        Assert.Equal(Policy, Header(response, "Content-Security-Policy"));
        Assert.Equal("DENY", Header(response, "X-Frame-Options"));
        Assert.Equal("same-origin", Header(response, "Cross-Origin-Opener-Policy"));
        Assert.NotNull(Header(response, "Permissions-Policy"));
        Assert.Equal("no-store", Header(response, "Cache-Control"));
    }

    [Theory]
    [InlineData(HostedApp.Early)]
    [InlineData(HostedApp.Caller)]
    public async Task What_is_not_a_page_or_leaves_early_carries_no_content_policy(string path)
    {
        await using var app = await HostedApp.StartAsync(Cancellation);

        using var response = await app.Public.GetAsync(path, Cancellation);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Null(Header(response, "Content-Security-Policy"));
    }

    [Fact]
    public async Task What_breaks_ends_on_the_error_page_without_a_word_of_the_exception()
    {
        await using var app = await HostedApp.StartAsync(Cancellation);

        using var response = await app.Public.GetAsync(HostedApp.Broken, Cancellation);

        Assert.Equal(HttpStatusCode.InternalServerError, response.StatusCode);
        Assert.Equal("<p>sorry", await response.Content.ReadAsStringAsync(Cancellation));
        Assert.Equal(Policy, Header(response, "Content-Security-Policy"));
    }

    [Fact]
    public async Task An_endpoint_that_leaves_before_authorization_cannot_ask_for_it()
    {
        await using var app = WebApplication.CreateSlimBuilder().Build();
        app.MapGet("/", () => Results.Ok()).WithMetadata(new AuthorizeAttribute()).LeavesBeforeContentPolicy();

        var sources = ((IEndpointRouteBuilder)app).DataSources;

        Assert.Throws<InvalidOperationException>(() => sources.SelectMany(source => source.Endpoints).ToList());
    }

    private static string? Header(HttpResponseMessage response, string name) =>
        response.Headers.TryGetValues(name, out var values) ? string.Join(", ", values) : null;
}
