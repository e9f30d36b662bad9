using AdminPortal.Domain;
using AdminPortal.Domain.Storage;
using AdminPortal.Tests.Architecture.Planted.Rules;
using ArchUnitNET.Domain;
using Microsoft.EntityFrameworkCore;

namespace AdminPortal.Tests.Architecture;

/// <summary>A rule is told by its namespace: a room's <c>Rules</c>, or the domain's own, in which all rooms speak.</summary>
public sealed class RuleTests
{
    private const string Domain = "AdminPortal.Domain";
    private const string BouncyCastle = "Org.BouncyCastle";

    private static readonly string[] NotTheBaseClassLibrary =
    [
        "Microsoft.EntityFrameworkCore", "Microsoft.AspNetCore", "Microsoft.Extensions", "Microsoft.IdentityModel", "Microsoft.Data",
        "FluentValidation", BouncyCastle,
    ];

    // Keys, points and certificates are read by a library of cryptography: here stand the rules of which are taken, right beside it.
    private static readonly string[] ReadersOfKeys =
        ["AdminPortal.Domain.ApiClients.Rules.PublicKeys.Kinds", "AdminPortal.Domain.ApiClients.Rules.PublicKeys.Pem"];

    // Identity's user, and what the store keeps for itself.
    private static readonly string[] KeptForOthers = ["Administrator", "WrappedKey", "CatalogueRevision"];

    private static readonly Arrows House = new(typeof(PortalError).Assembly);

    private static readonly Arrows Violations = new(typeof(RuleTests).Assembly);

    [Fact]
    public void A_rule_uses_other_rules_and_the_base_class_library_alone() => AssertNone(House.From(IsRule, IsForbidden));

    [Fact]
    public void Only_what_reads_keys_uses_BouncyCastle_besides() => AssertNone(House.From(
        type => IsRule(type) && !Array.Exists(ReadersOfKeys, room => Arrows.IsIn(type.Namespace.FullName, room)), BouncyCastle));

    [Fact]
    public void No_rule_is_a_use_case() => AssertNone(House.From(
        type => IsRule(type) && type.Members.Any(member => member.Name.StartsWith("Execute", StringComparison.Ordinal)), _ => true));

    [Fact]
    public void Whatever_the_store_keeps_of_the_product_is_a_rule() => Assert.Empty(
        typeof(PortalDbContext).GetProperties()
            .Where(set => set.PropertyType.IsGenericType && set.PropertyType.GetGenericTypeDefinition() == typeof(DbSet<>))
            .Select(set => set.PropertyType.GenericTypeArguments[0])
            .Where(kept => Arrows.IsIn(kept.Namespace, Domain) && !KeptForOthers.Contains(kept.Name) && !IsOfRules(kept.Namespace))
            .Select(kept => kept.FullName));

    [Fact]
    public void A_planted_rule_that_knows_the_store_or_a_use_case_is_found()
    {
        Assert.NotEmpty(Violations.From(type => type.Name == nameof(RuleThatKnowsTheStore) && IsOfRules(type.Namespace.FullName), IsForbidden));
        Assert.NotEmpty(Violations.From(type => type.Name == nameof(RuleThatKnowsAUseCase) && IsOfRules(type.Namespace.FullName), IsForbidden));
        Assert.Empty(Violations.From(type => type.Name == nameof(RuleThatKnowsRules) && IsOfRules(type.Namespace.FullName), IsForbidden));
    }

    private static bool IsOfRules(string? name) => name?.Split('.').Contains("Rules") ?? false;

    // The list of the rooms stands beside the words that they share.
    private static bool IsRule(IType type) =>
        Arrows.IsIn(type.Namespace?.FullName, Domain)
        && (IsOfRules(type.Namespace!.FullName) || (type.Namespace.FullName == Domain && type.Name != nameof(DomainRegistration)));

    private static bool IsForbidden(IType target)
    {
        var name = target.Namespace?.FullName;
        return Arrows.IsIn(name, Domain)
            ? name != Domain && !IsOfRules(name)
            : NotTheBaseClassLibrary.Except([BouncyCastle]).Any(library => Arrows.IsIn(name, library));
    }

    private static void AssertNone(IReadOnlyList<string> arrows) => Assert.True(arrows.Count == 0, string.Join('\n', arrows));
}
