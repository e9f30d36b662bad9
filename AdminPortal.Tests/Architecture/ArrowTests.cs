using AdminPortal.Domain;
using AdminPortal.Hosting;
using AdminPortal.Tests.Architecture.Planted;

namespace AdminPortal.Tests.Architecture;

/// <summary>The arrows of the house: faces to use cases to rules, and never back.</summary>
public sealed class ArrowTests
{
    private const string Domain = "AdminPortal.Domain";
    private const string Store = "AdminPortal.Domain.Storage";

    private static readonly string[] WebFramework =
        ["Microsoft.AspNetCore.Http", "Microsoft.AspNetCore.Mvc", "Microsoft.AspNetCore.Routing", "Microsoft.AspNetCore.Components", "MudBlazor"];

    private static readonly string[] NotForPages =
        [Store, "AdminPortal.Domain.TokenService", "AdminPortal.Domain.SigningKeys", "AdminPortal.OAuth", "Microsoft.EntityFrameworkCore"];

    private static readonly string[] NotForTheShell =
    [
        "AdminPortal.ApiClients", "AdminPortal.ApiResources", "AdminPortal.AllTokens", "AdminPortal.Tokens", "AdminPortal.SigningKeys",
        "AdminPortal.Timekeeping", "AdminPortal.OAuth",
    ];

    private static readonly string[] NotForEndpoints =
    [
        "AdminPortal.ApiClients", "AdminPortal.ApiResources", "AdminPortal.AllTokens", "AdminPortal.Tokens", "AdminPortal.SigningKeys",
        "AdminPortal.Timekeeping", "AdminPortal.Shell",
        "AdminPortal.Account", "Microsoft.AspNetCore.Components",
    ];

    private static readonly Arrows House = new(typeof(PortalError).Assembly, typeof(PortalHost).Assembly);

    [Fact]
    public void The_domain_knows_no_web_framework() =>
        Assert.Empty(House.From(type => Arrows.IsIn(type.Namespace.FullName, Domain), WebFramework));

    [Theory]
    [InlineData("AdminPortal.ApiClients")]
    [InlineData("AdminPortal.ApiResources")]
    [InlineData("AdminPortal.AllTokens")]
    [InlineData("AdminPortal.Tokens")]
    [InlineData("AdminPortal.Shell")]
    public void A_page_sees_neither_the_store_nor_the_token_service_nor_the_endpoints(string room) =>
        Assert.Empty(House.From(type => Arrows.IsIn(type.Namespace.FullName, room), NotForPages));

    [Fact]
    public void The_page_of_the_signing_keys_sees_neither_the_store_nor_the_token_service_nor_the_endpoints() => Assert.Empty(House.From(
        type => Arrows.IsIn(type.Namespace.FullName, "AdminPortal.SigningKeys"),
        Store, "AdminPortal.Domain.TokenService", "AdminPortal.OAuth", "Microsoft.EntityFrameworkCore", "Microsoft.IdentityModel"));

    [Fact]
    public void The_shell_knows_no_feature() =>
        Assert.Empty(House.From(type => Arrows.IsIn(type.Namespace.FullName, "AdminPortal.Shell"), NotForTheShell));

    [Fact]
    public void The_token_endpoint_knows_no_page() =>
        Assert.Empty(House.From(type => Arrows.IsIn(type.Namespace.FullName, "AdminPortal.OAuth"), NotForEndpoints));

    public static TheoryData<Type, string[]> Violations { get; } = new()
    {
        { typeof(DomainThatKnowsTheWeb), WebFramework },
        { typeof(PageThatKnowsTheTokenService), NotForPages },
        { typeof(ShellThatKnowsAFeature), NotForTheShell },
        { typeof(EndpointThatKnowsAPage), NotForEndpoints },
    };

    [Theory]
    [MemberData(nameof(Violations))]
    public void Each_arrow_that_is_planted_the_wrong_way_round_is_found(Type planted, string[] forbidden)
    {
        var arrows = new Arrows(planted.Assembly).From(type => type.FullName == planted.FullName, forbidden);

        Assert.Contains(arrows, arrow => arrow.StartsWith($"{planted.FullName} uses ", StringComparison.Ordinal));
    }
}
