using ArchUnitNET.Domain;
using ArchUnitNET.Domain.Dependencies;
using ArchUnitNET.Loader;

namespace AdminPortal.Tests.Architecture;

/// <summary>Which type uses which, read from the compiled assemblies.</summary>
internal sealed class Arrows
{
    private readonly ArchUnitNET.Domain.Architecture _architecture;

    public Arrows(params System.Reflection.Assembly[] assemblies) => _architecture = new ArchLoader().LoadAssemblies(assemblies).Build();

    /// <summary>
    /// Each use of one type by another; what the compiler makes of a lambda or of an asynchronous method counts for the type that it
    /// stands in.
    /// </summary>
    public IEnumerable<(IType Source, IType Target)> All => _architecture.Types
        .Where(type => !IsGenerated(type))
        .SelectMany(type => type.Dependencies, (type, dependency) => (type, dependency.Target));

    /// <summary>Every use of a forbidden namespace by a type of the given ones, as "A uses B".</summary>
    public IReadOnlyList<string> From(Func<IType, bool> sources, params string[] forbiddenNamespaces) =>
        From(sources, target => forbiddenNamespaces.Any(forbidden => IsIn(target.Namespace?.FullName, forbidden)));

    /// <summary>Every use of a forbidden type by one of the given ones, as "A uses B".</summary>
    public IReadOnlyList<string> From(Func<IType, bool> sources, Func<IType, bool> isForbidden) =>
    [
        .. All
            .Where(arrow => sources(arrow.Source) && isForbidden(arrow.Target))
            .Select(arrow => $"{arrow.Source.FullName} uses {arrow.Target.FullName}")
            .Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>
    /// Every call by a type of the given ones of a method whose name begins so, as "A calls B". A property is set by <c>set_</c> and its
    /// name.
    /// </summary>
    public IReadOnlyList<string> Calls(Func<IType, bool> sources, params string[] methods) =>
    [
        .. _architecture.Types
            .Where(type => !IsGenerated(type) && sources(type))
            .SelectMany(type => type.Dependencies.OfType<MethodCallDependency>(), (type, call) => (type, Called: call.TargetMember.Name.Split('(', '<')[0]))
            .Where(call => Array.Exists(methods, method => call.Called.StartsWith(method, StringComparison.Ordinal)))
            .Select(call => $"{call.type.FullName} calls {call.Called}")
            .Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal),
    ];

    public static bool IsIn(string? name, string parent) =>
        name == parent || (name?.StartsWith(parent + ".", StringComparison.Ordinal) ?? false);

    private static bool IsGenerated(IType type) => type.Name.Contains('<', StringComparison.Ordinal);
}
