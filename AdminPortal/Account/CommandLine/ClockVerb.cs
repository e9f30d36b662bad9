using AdminPortal.Domain.Administrators;
using AdminPortal.Domain.Storage;
using AdminPortal.Domain.Timekeeping;
using AdminPortal.Hosting;

namespace AdminPortal.Account.CommandLine;

/// <summary>
/// <c>AdminPortal admin clock accept</c>: says that the machine's clock is right after a long jump. A running portal hears of it within a
/// minute.
/// </summary>
internal static class ClockVerb
{
    private const string Usage = "Usage: admin clock accept [--Portal:… VALUE]";

    private static readonly string[] Verb = ["admin", "clock", "accept"];

    public static bool IsAsked(string[] args) => args is ["admin", "clock", ..];

    public static async Task<int> RunAsync(string[] args)
    {
        if (!args.Take(Verb.Length).SequenceEqual(Verb, StringComparer.Ordinal))
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
        builder.Logging.ClearProviders();
        await using var app = builder.Build();
        await app.Services.GetRequiredService<StoreStart>().RunAsync(CancellationToken.None);
        return await AcceptAsync(app.Services.GetRequiredService<AcceptClock>());
    }

    private static async Task<int> AcceptAsync(AcceptClock accept)
    {
        var accepted = await accept.ExecuteAsync(new Actor.OnHost("admin clock accept"), CancellationToken.None);
        foreach (var error in accepted.Errors)
        {
            await Console.Error.WriteLineAsync($"Nothing was changed. {error.Message}");
        }

        if (accepted.IsSuccess)
        {
            Console.WriteLine(accepted.Value
                ? "The clock is accepted. What is due by age goes once it has run steadily for an hour."
                : "The clock is not in doubt; there is nothing to accept.");
        }

        return accepted.IsSuccess ? ExitCodes.Ok : ExitCodes.Refused;
    }
}
