using System.Globalization;
using AdminPortal.Domain;
using AdminPortal.Domain.Auditing.Keeping;
using AdminPortal.Domain.Auditing.Rules;
using AdminPortal.Domain.Permissions.Rules;

namespace AdminPortal.Account.CommandLine;

/// <summary>
/// <c>AdminPortal admin audit verify</c>: verifies the whole audit log and answers with one line and the exit code, for a nightly job. It
/// changes nothing.
/// </summary>
internal static class AuditVerb
{
    public static async Task<Result<string>> VerifyAsync(VerbCall call, Actor actor)
    {
        var verdict = await call.Get<VerifyAudit>().RunAsync(atOnce: true, CancellationToken.None);
        return verdict is AuditVerdict.Intact ? InWords(verdict) : new PortalError("audit.broken", InWords(verdict));
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
