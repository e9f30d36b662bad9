using System.Text.RegularExpressions;
using AdminPortal.Domain;
using AdminPortal.Domain.Administrators;
using AdminPortal.Domain.Administrators.FirstRun;
using AdminPortal.Tests.Architecture.Planted;
using AdminPortal.Tests.Support;

namespace AdminPortal.Tests.Architecture;

/// <summary>Whatever is done for an actor begins at the permission gate.</summary>
public sealed partial class GateTests
{
    // They tell a page what it may show, and decide nothing: what is then done asks the gate.
    private static readonly Type[] Exempt = [typeof(GetPermissions)];

    [Fact]
    public void Every_use_case_for_an_actor_is_given_the_gate() => Assert.Empty(WithoutGate(typeof(PortalError).Assembly.GetTypes()));

    [Fact]
    public void A_planted_use_case_without_the_gate_is_found() =>
        Assert.Equal([nameof(UseCaseWithoutGate)], WithoutGate([typeof(UseCaseWithoutGate), typeof(UseCaseThatLooksFirst)]));

    [Fact]
    public void Nothing_but_opening_the_store_comes_before_the_gate() =>
        Assert.Empty(UseCases(typeof(PortalError).Assembly.GetTypes()).Where(type => !BeginsAtTheGate(SourceOf(type))).Select(type => type.Name));

    [Fact]
    public void A_planted_use_case_that_looks_first_is_found()
    {
        Assert.False(BeginsAtTheGate(Planted(nameof(UseCaseThatLooksFirst))));
        Assert.True(BeginsAtTheGate(SourceOf(typeof(CreateFirstAdministrator))));
    }

    private static IEnumerable<Type> UseCases(IEnumerable<Type> types) => types.Where(type =>
        !Exempt.Contains(type)
        && type.GetMethods().Any(method => method.Name == "ExecuteAsync" && method.GetParameters().Any(parameter => parameter.ParameterType == typeof(Actor))));

    private static IEnumerable<string> WithoutGate(IEnumerable<Type> types) => UseCases(types)
        .Where(type => !type.GetConstructors().SelectMany(made => made.GetParameters()).Any(parameter => parameter.ParameterType == typeof(PermissionGate)))
        .Select(type => type.Name);

    private static bool BeginsAtTheGate(string source)
    {
        var body = Body().Match(source);
        return body.Success && Beginning().IsMatch(body.Groups["body"].Value);
    }

    private static string SourceOf(Type useCase) => Source(
        Repository.Path("AdminPortal.Domain"), useCase.Namespace!["AdminPortal.Domain".Length..].Trim('.').Replace('.', '/'), useCase.Name);

    private static string Planted(string name) => Source(Repository.Path("AdminPortal.Tests"), "Architecture/Planted", name);

    private static string Source(string project, string folder, string name) => File.ReadAllText(Path.Combine(project, folder, $"{name}.cs"));

    [GeneratedRegex(@"public async Task\S* ExecuteAsync\((?<parameters>[^{]*?)\)\s*\{(?<body>.*?)\n    \}", RegexOptions.Singleline | RegexOptions.ExplicitCapture)]
    private static partial Regex Body();

    // The store is opened, at most the action is picked, and then comes the question; a method of the class may ask it.
    [GeneratedRegex(@"^\s*(//[^\n]*\s*)*(await using \(?var \w+ = await store\.\w+\(cancellation\)(;|\)\s*\{)\s*)?(var action = [^;]*;\s*)?(var permit = await gate\.|if \(await gate\.|if \(await AskAsync\(|return await gate\.)", RegexOptions.ExplicitCapture)]
    private static partial Regex Beginning();
}
