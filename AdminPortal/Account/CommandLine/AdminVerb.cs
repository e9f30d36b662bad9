using AdminPortal.Domain;
using AdminPortal.Domain.Permissions.Rules;

namespace AdminPortal.Account.CommandLine;

/// <summary>What a verb works with: the use cases on the store, what stands after the verb, and the password where it takes one.</summary>
internal sealed record VerbCall(IServiceProvider Services, IConfiguration Asked, string? Password)
{
    public T Get<T>()
        where T : notnull => Services.GetRequiredService<T>();
}

/// <summary>Something that <c>admin …</c> does on the store itself, whether or not a portal runs on it.</summary>
/// <param name="Words">As they are typed after <c>admin</c>.</param>
/// <param name="Options">All of them are needed, each with a value.</param>
/// <param name="Does">A line of the usage.</param>
/// <param name="RunAsync">Answers the line that says what was done, or why nothing was.</param>
internal sealed record AdminVerb(string Words, IReadOnlyList<string> Options, string Does, Func<VerbCall, Actor, Task<Result<string>>> RunAsync)
{
    /// <summary>Read from the standard input: never an argument, which everybody on the host can read.</summary>
    public bool TakesPassword { get; init; }

    /// <summary>What stands before the reason when it is refused.</summary>
    public string Refusal { get; init; } = "Nothing was changed. ";

    public string Usage => string.Join(' ', [$"admin {Words}", .. Options.Select(option => $"{option} {option[2..].ToUpperInvariant()}"), .. Input]);

    private IEnumerable<string> Input => TakesPassword ? ["< FILE-WITH-PASSWORD"] : [];

    /// <summary>"--role Auditor" or "--role=Auditor", and settings of the portal; a mistyped option must not be passed over.</summary>
    public bool Understands(IReadOnlyList<string> arguments)
    {
        var given = new List<string>();
        for (var i = 0; i < arguments.Count; i++)
        {
            given.Add(arguments[i].Split('=')[0]);
            i += arguments[i].Contains('=', StringComparison.Ordinal) ? 0 : 1;
        }

        return given.All(option => Options.Contains(option) || option.StartsWith("--Portal:", StringComparison.OrdinalIgnoreCase))
            && Options.All(given.Contains);
    }
}
