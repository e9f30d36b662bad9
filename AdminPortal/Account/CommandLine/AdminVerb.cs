using AdminPortal.Domain;
using AdminPortal.Domain.Permissions.Rules;

namespace AdminPortal.Account.CommandLine;

/// <summary>What a verb works with: the use cases on the store, its options, and the password if it takes one.</summary>
internal sealed record VerbCall(IServiceProvider Services, IConfiguration Asked, string? Password)
{
    public T Get<T>()
        where T : notnull => Services.GetRequiredService<T>();
}

/// <summary>A verb of <c>admin …</c>, executed directly on the store, whether or not a portal is running on it.</summary>
/// <param name="Words">As they are typed after <c>admin</c>.</param>
/// <param name="Options">All of them are required, each with a value.</param>
/// <param name="Does">A line of the usage.</param>
/// <param name="RunAsync">Returns the line that says what was done, or why nothing was.</param>
internal sealed record AdminVerb(string Words, IReadOnlyList<string> Options, string Does, Func<VerbCall, Actor, Task<Result<string>>> RunAsync)
{
    /// <summary>Read from standard input: never an argument, which every user of the host can read.</summary>
    public bool TakesPassword { get; init; }

    /// <summary>Precedes the reason when it is refused.</summary>
    public string Refusal { get; init; } = "Nothing was changed. ";

    public string Usage => string.Join(' ', [$"admin {Words}", .. Options.Select(option => $"{option} {option[2..].ToUpperInvariant()}"), .. Input]);

    private IEnumerable<string> Input => TakesPassword ? ["< FILE-WITH-PASSWORD"] : [];

    /// <summary>"--role Auditor" or "--role=Auditor", and settings of the portal; a mistyped option must not be ignored.</summary>
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
