using AdminPortal.Domain.Administrators;
using AdminPortal.Domain.Administrators.Passwords;
using AdminPortal.Domain.Storage;
using AdminPortal.Hosting;

namespace AdminPortal.Account.CommandLine;

/// <summary>
/// <c>AdminPortal admin add --user-name alice --role Auditor</c>, with the password on the standard input: never as an argument, which
/// everybody on the host can read. It works on the store itself, whether or not the server runs.
/// </summary>
internal static class AdminVerb
{
    private const string Usage =
        "Usage: admin add --user-name NAME --role ROLE [--Portal:… VALUE], with the password as the first line of the standard input";

    private static readonly string[] Verb = ["admin", "add"];
    private static readonly string[] Options = ["--user-name", "--role"];

    public static bool IsAsked(string[] args) => args is ["admin", ..];

    public static async Task<int> RunAsync(string[] args)
    {
        if (!IsUnderstood(args))
        {
            await Console.Error.WriteLineAsync(Usage);
            return ExitCodes.WrongUsage;
        }

        var builder = PortalHost.CreateBuilder(args[Verb.Length..]);
        if (builder.ReadSettings() is not { } settings)
        {
            return ExitCodes.WrongSettings;
        }

        builder.AddHosting(settings);
        builder.AddDomain(StoreHosting.StoreOptionsOf(settings));
        // What it did is one line; the log belongs to the server.
        builder.Logging.ClearProviders();
        await using var app = builder.Build();
        await app.Services.GetRequiredService<StoreStart>().RunAsync(CancellationToken.None);
        return await AddAsync(app.Services.GetRequiredService<AddAdministrator>(), app.Configuration);
    }

    private static async Task<int> AddAsync(AddAdministrator add, IConfiguration asked)
    {
        var password = new TypedPassword(PasswordInput.Read());
        var command = new AddAdministratorCommand(asked["user-name"], password, asked["role"]);
        var added = await add.ExecuteAsync(command, new Actor.OnHost("admin add"), CancellationToken.None);
        foreach (var error in added.Errors)
        {
            await Console.Error.WriteLineAsync($"Nothing was added. {error.Message}");
        }

        if (added.IsSuccess)
        {
            Console.WriteLine($"Added the administrator {added.Value} as {command.Role}.");
        }

        return added.IsSuccess ? ExitCodes.Ok : ExitCodes.Refused;
    }

    // "--role Auditor" or "--role=Auditor", and settings of the portal; a mistyped option must not be passed over.
    private static bool IsUnderstood(string[] args)
    {
        if (!args.Take(Verb.Length).SequenceEqual(Verb, StringComparer.Ordinal))
        {
            return false;
        }

        var options = new List<string>();
        for (var i = Verb.Length; i < args.Length; i++)
        {
            options.Add(args[i].Split('=')[0]);
            i += args[i].Contains('=', StringComparison.Ordinal) ? 0 : 1;
        }

        return options.All(option => Options.Contains(option) || option.StartsWith("--Portal:", StringComparison.OrdinalIgnoreCase))
            && Options.All(options.Contains);
    }
}
