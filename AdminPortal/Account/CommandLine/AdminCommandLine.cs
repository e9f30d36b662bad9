using AdminPortal.Domain.Permissions.Rules;
using AdminPortal.Domain.Starting;
using AdminPortal.Hosting;

namespace AdminPortal.Account.CommandLine;

// This room owns the command-line verbs for the operator of the host. It protects the way back in when nobody can sign in. It must never
// take a password from an argument, nor start a portal because of a typing error.

/// <summary>
/// <c>AdminPortal admin add --user-name alice --role Auditor</c> and similar verbs. Whoever may run it on the host owns the store; its
/// changes are in force in a running portal within a second.
/// </summary>
internal static class AdminCommandLine
{
    private const string Word = "admin";

    private static readonly string[] Help = ["--help", "-h", "-?", "help"];

    /// <summary>
    /// True if the first word is not an option: all options of the portal itself begin with a dash, so a mistyped verb never starts it.
    /// </summary>
    public static bool IsAsked(string[] args) =>
        args is [var first, ..] && (Help.Contains(first) || !(first.StartsWith('-') || first.StartsWith('/') || first.Contains('=', StringComparison.Ordinal)));

    public static async Task<int> RunAsync(string[] args)
    {
        if (args.Any(Help.Contains))
        {
            Console.WriteLine(Usage());
            return ExitCodes.Ok;
        }

        if (args[0] != Word || AdminVerbs.All.SingleOrDefault(verb => IsCalled(verb, args[1..])) is not { } called)
        {
            await Console.Error.WriteLineAsync(Usage());
            return ExitCodes.WrongUsage;
        }

        // Before the store is opened: a person at a terminal may take a while.
        var password = called.TakesPassword ? PasswordInput.Read() : null;
        return await RunAsync(called, OptionsOf(called, args), password);
    }

    private static async Task<int> RunAsync(AdminVerb verb, string[] options, string? password)
    {
        var builder = PortalHost.CreateBuilder(options);
        if (builder.ReadSettings() is not { } settings)
        {
            return ExitCodes.WrongSettings;
        }

        builder.AddHosting(settings);
        builder.AddDomain(StoreHosting.StoreOptionsOf(settings) with { Holder = $"admin {verb.Words}" });
        // The result is one line; the log belongs to the server.
        builder.Logging.ClearProviders();
        await using var app = builder.Build();
        var start = app.Services.GetRequiredService<StoreStart>();
        await start.RunBesideAsync(CancellationToken.None);
        var call = new VerbCall(app.Services, app.Configuration, password);
        var done = await start.ExplainAsync(() => verb.RunAsync(call, new Actor.OnHost($"admin {verb.Words}")));
        foreach (var error in done.Errors)
        {
            await Console.Error.WriteLineAsync($"{verb.Refusal}{error.Message}");
        }

        if (done.IsSuccess)
        {
            Console.WriteLine(done.Value);
        }

        return done.IsSuccess ? ExitCodes.Ok : ExitCodes.Refused;
    }

    private static bool IsCalled(AdminVerb verb, string[] words) =>
        words.Length >= WordsOf(verb).Length
        && words.Take(WordsOf(verb).Length).SequenceEqual(WordsOf(verb), StringComparer.Ordinal)
        && verb.Understands(words[WordsOf(verb).Length..]);

    private static string[] OptionsOf(AdminVerb verb, string[] args) => args[(1 + WordsOf(verb).Length)..];

    private static string[] WordsOf(AdminVerb verb) => verb.Words.Split(' ');

    private static string Usage() => string.Join(
        '\n',
        [
            "Usage: AdminPortal [--urls ADDRESSES] [--Portal:SETTING VALUE …]   runs the portal",
            .. AdminVerbs.All.Select(verb => $"       AdminPortal {verb.Usage}   {verb.Does}"),
            "Verbs work on the store in Portal:DataDirectory, even while a portal is running. A password is read from the first line of standard input.",
        ]);
}
