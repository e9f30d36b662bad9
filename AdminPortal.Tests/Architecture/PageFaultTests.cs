using System.Reflection;
using AdminPortal.Account;
using AdminPortal.Domain.Permissions.Rules;
using AdminPortal.Shell.Feedback;
using AdminPortal.SigningKeys;
using AdminPortal.Tests.Architecture.Planted;
using AdminPortal.Tokens.Revoking;
using Microsoft.AspNetCore.Components;

namespace AdminPortal.Tests.Architecture;

/// <summary>A fault of a use case never reaches the page's error boundary by way of a component that could have told of it.</summary>
public sealed class PageFaultTests
{
    // The first shows nothing yet that could be lost. The others hand what they do to the dialog around them, which does it.
    private static readonly Type[] Exempt =
    [
        typeof(PermittedPage), typeof(RevokeTokenDialog), typeof(RevokeTokensDialog), typeof(RevokeClientTokensDialog), typeof(RevokeSigningKeyDialog),
        typeof(ReplaceSigningKeyDialog),
    ];

    [Fact]
    public void Whoever_asks_a_use_case_asks_it_where_a_fault_becomes_a_sentence() =>
        Assert.Empty(Careless(typeof(ServerCalls).Assembly.GetTypes().Except(Exempt)));

    [Fact]
    public void A_planted_component_that_lets_a_fault_through_is_found() =>
        Assert.Equal([nameof(ComponentThatLetsFaultsThrough)], Careless([typeof(ComponentThatLetsFaultsThrough), typeof(RotateSigningKeyDialog)]));

    private static IEnumerable<string> Careless(IEnumerable<Type> types) => types
        .Where(type => type.IsSubclassOf(typeof(ComponentBase)))
        .Where(type => Needs(type).Any(IsUseCase) && !Needs(type).Contains(typeof(ServerCalls)))
        .Select(type => type.Name);

    private static IEnumerable<Type> Needs(Type component) => component.GetConstructors()
        .SelectMany(made => made.GetParameters(), (_, parameter) => parameter.ParameterType)
        .Concat(component.GetProperties(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic)
            .Where(property => property.IsDefined(typeof(InjectAttribute)))
            .Select(property => property.PropertyType));

    private static bool IsUseCase(Type type) =>
        type.GetMethods().Any(method => method.Name.StartsWith("Execute", StringComparison.Ordinal)
            && method.GetParameters().Any(parameter => parameter.ParameterType == typeof(Actor)));
}
