using System.Reflection;
using AdminPortal.Domain;
using AdminPortal.Domain.Administrators;
using AdminPortal.Domain.Administrators.FirstRun;
using AdminPortal.Domain.Permissions.Rules;
using AdminPortal.Domain.Storage;
using AdminPortal.Tests.Architecture.Planted;
using Mono.Cecil;

namespace AdminPortal.Tests.Architecture;

/// <summary>Whatever is done for an actor begins at the permission gate.</summary>
public sealed class GateTests
{
    // They tell a page what it may show, and decide nothing: what is then done asks the gate.
    private static readonly Type[] Exempt = [typeof(GetPermissions)];

    private static readonly string[] Naming =
        ["System.Runtime.CompilerServices.", "System.Threading.Tasks.", "System.Threading.CancellationToken", "System.Object", "System.String", "System.Guid"];

    [Fact]
    public void Every_use_case_for_an_actor_is_given_the_gate()
    {
        Assert.NotEmpty(UseCases(typeof(PortalError).Assembly.GetTypes()));
        Assert.Empty(WithoutGate(typeof(PortalError).Assembly.GetTypes()));
    }

    [Fact]
    public void A_planted_use_case_without_the_gate_is_found() =>
        Assert.Equal([nameof(UseCaseWithoutGate)], WithoutGate([typeof(UseCaseWithoutGate), typeof(UseCaseThatLooksFirst)]));

    [Fact]
    public void Nothing_but_opening_the_store_comes_before_the_gate() =>
        Assert.Empty(UseCases(typeof(PortalError).Assembly.GetTypes()).Where(type => !BeginsAtTheGate(type)).Select(type => type.Name));

    [Fact]
    public void A_planted_use_case_that_looks_first_is_found()
    {
        Assert.False(BeginsAtTheGate(typeof(UseCaseThatLooksFirst)));
        Assert.False(BeginsAtTheGate(typeof(UseCaseWithoutGate)));
        Assert.True(BeginsAtTheGate(typeof(CreateFirstAdministrator)));
    }

    private static IEnumerable<Type> UseCases(IEnumerable<Type> types) => types.Where(type => !Exempt.Contains(type) && Doors(type).Any());

    private static IEnumerable<string> WithoutGate(IEnumerable<Type> types) => UseCases(types)
        .Where(type => !type.GetConstructors().SelectMany(made => made.GetParameters()).Any(parameter => parameter.ParameterType == typeof(PermissionGate)))
        .Select(type => type.Name);

    private static IEnumerable<MethodInfo> Doors(Type type) => type.GetMethods().Where(method =>
        method.Name.StartsWith("Execute", StringComparison.Ordinal) && method.GetParameters().Any(parameter => parameter.ParameterType == typeof(Actor)));

    private static bool BeginsAtTheGate(Type useCase) => Doors(useCase).All(door => BeginsAtTheGate(CompiledCalls.Find(door)));

    // A method of the class may ask for it.
    private static bool BeginsAtTheGate(MethodDefinition method)
    {
        foreach (var called in CompiledCalls.Of(method).Where(called => !MayComeFirst(called)))
        {
            return called.DeclaringType.FullName == typeof(PermissionGate).FullName
                || (called is MethodDefinition own && own.DeclaringType == method.DeclaringType && BeginsAtTheGate(own));
        }

        return false;
    }

    // The store is opened, the action is picked, and what it is about is named. The rest is the compiler's, which waits for each of these.
    private static bool MayComeFirst(MethodReference called) =>
        called.DeclaringType.FullName == typeof(PortalStore).FullName
        || called.Name.StartsWith("get_", StringComparison.Ordinal)
        || called.DeclaringType.Name.EndsWith("Actions", StringComparison.Ordinal)
        || called.DeclaringType.Name.StartsWith("<>c__DisplayClass", StringComparison.Ordinal)
        || Array.Exists(Naming, name => called.DeclaringType.FullName.StartsWith(name, StringComparison.Ordinal));
}
