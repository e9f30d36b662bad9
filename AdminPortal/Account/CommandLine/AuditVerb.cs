using System.Globalization;
using AdminPortal.Domain.Auditing.Keeping;
using AdminPortal.Domain.Storage;
using AdminPortal.Hosting;

namespace AdminPortal.Account.CommandLine;

/// <summary>
/// <c>AdminPortal admin audit verify</c>: walks along the whole audit log and answers with one line and the exit code, so that a nightly
/// job can ask. It changes nothing, and works beside a running portal.
/// </summary>
internal static class AuditVerb
{
    private const string Usage = "Usage: admin audit verify [--Portal:… VALUE]";

    private static readonly string[] Verb = ["admin", "audit", "verify"];

    public static bool IsAsked(string[] args) => args is ["admin", "audit", ..];

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
        var verdict = await app.Services.GetRequiredService<VerifyAudit>().RunAsync(atOnce: true, CancellationToken.None);
        await (verdict is AuditVerdict.Intact ? Console.Out : Console.Error).WriteLineAsync(InWords(verdict));
        return verdict is AuditVerdict.Intact ? ExitCodes.Ok : ExitCodes.Refused;
    }

    private static string InWords(AuditVerdict verdict) => verdict switch
    {
        AuditVerdict.Intact intact => string.Create(
            CultureInfo.InvariantCulture, $"The audit log is intact: {intact.Entries} entries, the last one is {intact.LastId}."),
        AuditVerdict.Broken broken => string.Create(
            CultureInfo.InvariantCulture, $"The audit log has been tampered with from entry {broken.EntryId} on: {broken.Why}."),
        _ => "",
    };
}
