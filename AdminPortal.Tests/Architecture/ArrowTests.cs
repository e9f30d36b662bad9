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

    private static readonly string[] NotForPages =
        [Store, "AdminPortal.Domain.TokenService", "AdminPortal.Domain.SigningKeys", "AdminPortal.OAuth", "Microsoft.EntityFrameworkCore"];

    private static readonly string[] NotForTheShell =
        ["AdminPortal.ApiClients", "AdminPortal.ApiResources", "AdminPortal.Tokens", "AdminPortal.SigningKeys", "AdminPortal.Timekeeping", "AdminPortal.OAuth"];

    private static readonly string[] NotForEndpoints =
    [
        "AdminPortal.ApiClients", "AdminPortal.ApiResources", "AdminPortal.Tokens", "AdminPortal.SigningKeys", "AdminPortal.Timekeeping", "AdminPortal.Shell",
        "AdminPortal.Account", "Microsoft.AspNetCore.Components",
    ];

    private static readonly Arrows House = new(typeof(PortalError).Assembly, typeof(PortalHost).Assembly);

    // What each room holds beside its rules and the list of its services: what reads or writes the store for a use case, and what speaks to a library of cryptography or identity.
    private static readonly string[] NotRules =
    [
        "PermissionGate", "Permit", "Administrator", "AdministratorSession", "SessionRecords", "FirstAdministrator", "PasswordHashing", "AuditChain", "VerifyAudit", "PruneAudit", "AuditKeeping", "StrangersAttempts",
        "ReadingValidators", "NewAdministratorValidator", "ApiClientDetailsValidator", "ChosenRoles", "ApiClientAudit", "FindClient", "FindAdministrator", "ClientDirectory", "AssertionReplay", "CatalogueDirectory", "FailureJournal", "FailureBatch", "JwksVisitLog",
        "SigningKeyRing", "TokenSigner", "AccessTokenDraft", "IssuanceJournal", "JournalBatch", "TokenRecord", "DomainRegistration",
        "OwnToken", "OwnTokens", "StoredClock", "PruneUsedAssertions", "CredentialWords", "SigningKeyProtection", "LoadedKeys", "TokensOfKey", "CachedJwks", "ClientJwksCache",
    ];

    // Keys, points and certificates are read by a library of cryptography: these rooms hold the rules of which are taken, right beside it.
    private static readonly string[] ReadersOfKeys = ["AdminPortal.Domain.ApiClients.PublicKeys.Kinds", "AdminPortal.Domain.ApiClients.PublicKeys.Pem"];

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
    public void What_reads_keys_uses_BouncyCastle_beside_the_base_class_library() =>
        Assert.Empty(House.From(IsReaderOfKeys, [.. NotTheBaseClassLibrary.Except(["Org.BouncyCastle"])]));

    [Theory]
    [InlineData("AdminPortal.ApiClients")]
    [InlineData("AdminPortal.ApiResources")]
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
        { typeof(RuleThatKnowsTheStore), NotTheBaseClassLibrary },
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

    private static bool IsReaderOfKeys(IType type) => Array.Exists(ReadersOfKeys, room => Arrows.IsIn(type.Namespace.FullName, room));

    private static bool IsRule(IType type) =>
        Arrows.IsIn(type.Namespace.FullName, Domain)
        && !Arrows.IsIn(type.Namespace.FullName, Store)
        && !IsReaderOfKeys(type)
        && !type.Name.EndsWith("Room", StringComparison.Ordinal)
        && !NotRules.Contains(type.Name.Split('+', '/')[0], StringComparer.Ordinal)
        && !type.Members.Any(member => member.Name.StartsWith("Execute", StringComparison.Ordinal) || member.Name.StartsWith("RunRound", StringComparison.Ordinal));
}
