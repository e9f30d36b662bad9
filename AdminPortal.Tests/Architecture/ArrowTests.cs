using AdminPortal.Domain;
using AdminPortal.Hosting;
using AdminPortal.Tests.Architecture.Planted;
using ArchUnitNET.Domain;

namespace AdminPortal.Tests.Architecture;

/// <summary>The arrows of the house: faces to use cases to rules, and never back.</summary>
public sealed class ArrowTests
{
    private const string Domain = "AdminPortal.Domain";
    private const string Store = "AdminPortal.Domain.Storage";

    private static readonly string[] WebFramework =
        ["Microsoft.AspNetCore.Http", "Microsoft.AspNetCore.Mvc", "Microsoft.AspNetCore.Routing", "Microsoft.AspNetCore.Components", "MudBlazor"];

    private static readonly string[] NotTheBaseClassLibrary =
    [
        Store, "Microsoft.EntityFrameworkCore", "Microsoft.AspNetCore", "Microsoft.Extensions", "Microsoft.IdentityModel", "FluentValidation", "Org.BouncyCastle",
    ];

    private static readonly Arrows House = new(typeof(PortalError).Assembly, typeof(PortalHost).Assembly);

    // What each room holds beside its rules: what reads or writes the store for a use case, and what speaks to a library of cryptography or identity.
    private static readonly string[] NotRules =
    [
        "PermissionGate", "Permit", "Administrator", "AdministratorSession", "SessionRecords", "FirstAdministrator", "PasswordHashing", "AuditChain",
        "ApiClientDetailsValidator", "ChosenRoles", "ApiClientAudit", "FindClient", "ClientDirectory", "AssertionReplay", "CatalogueDirectory", "LastUsedMarks", "FailureJournal", "FailureBatch", "JwksVisitLog",
        "SigningKeyRing", "TokenSigner", "AccessTokenWriter", "DomainRegistration", "Ed25519Key",
    ];

    [Fact]
    public void The_domain_knows_no_web_framework() =>
        Assert.Empty(House.From(type => Arrows.IsIn(type.Namespace.FullName, Domain), WebFramework));

    [Fact]
    public void A_rule_uses_the_base_class_library_alone()
    {
        var arrows = House.From(IsRule, NotTheBaseClassLibrary);

        Assert.True(arrows.Count == 0, string.Join('\n', arrows));
    }

    [Fact]
    public void A_planted_rule_that_knows_the_store_is_found()
    {
        var planted = new Arrows(typeof(RuleThatKnowsTheStore).Assembly);

        Assert.Contains(
            planted.From(type => Arrows.IsIn(type.Namespace.FullName, typeof(RuleThatKnowsTheStore).Namespace!), NotTheBaseClassLibrary),
            arrow => arrow.Contains(nameof(RuleThatKnowsTheStore), StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("AdminPortal.ApiClients")]
    [InlineData("AdminPortal.ApiResources")]
    [InlineData("AdminPortal.Shell")]
    public void A_page_sees_neither_the_store_nor_the_token_service_nor_the_endpoints(string room) => Assert.Empty(House.From(
        type => Arrows.IsIn(type.Namespace.FullName, room),
        Store, "AdminPortal.Domain.TokenService", "AdminPortal.Domain.SigningKeys", "AdminPortal.OAuth", "Microsoft.EntityFrameworkCore"));

    [Fact]
    public void The_shell_knows_no_feature() => Assert.Empty(House.From(
        type => Arrows.IsIn(type.Namespace.FullName, "AdminPortal.Shell"), "AdminPortal.ApiClients", "AdminPortal.ApiResources", "AdminPortal.OAuth"));

    [Fact]
    public void The_token_endpoint_knows_no_page() => Assert.Empty(House.From(
        type => Arrows.IsIn(type.Namespace.FullName, "AdminPortal.OAuth"),
        "AdminPortal.ApiClients", "AdminPortal.ApiResources", "AdminPortal.Shell", "AdminPortal.Account", "Microsoft.AspNetCore.Components"));

    private static bool IsRule(IType type) =>
        Arrows.IsIn(type.Namespace.FullName, Domain)
        && !Arrows.IsIn(type.Namespace.FullName, Store)
        && !NotRules.Contains(type.Name.Split('+', '/')[0], StringComparer.Ordinal)
        && !type.Members.Any(member => member.Name.StartsWith("Execute", StringComparison.Ordinal));
}
