using AdminPortal.Domain.Storage;
using AdminPortal.Domain.TokenFailures;
using AdminPortal.Domain.TokenFailures.Rules;
using AdminPortal.Tests.Domain.TokenService.Assertions;
using Microsoft.EntityFrameworkCore;

namespace AdminPortal.Tests.OAuth;

/// <summary>The records that refused requests leave.</summary>
internal static class FailureRecords
{
    /// <summary>The one that an answer refers to.</summary>
    public static async Task<TokenFailure> RecordOfAsync(this OAuthHost host, TokenAnswer answer)
    {
        await host.Get<FailureJournal>().FlushAsync(OAuthHost.Cancellation);
        await using var db = await host.Get<PortalStore>().ReadAsync(OAuthHost.Cancellation);
        return Assert.Single(await db.TokenFailures.ToListAsync(OAuthHost.Cancellation), record => record.Reference.Value == answer.Reference);
    }

    /// <summary>Refused like any other, and on record with this reason.</summary>
    public static async Task IsRecordedAsync(this OAuthHost host, TestClient client, TestAssertion assertion, string reason)
    {
        var answer = await host.PostAsync(assertion.Form());
        answer.IsInvalidClient();
        var record = await host.RecordOfAsync(answer);
        Assert.Equal((client.Id, "private_key_jwt", reason), (record.ClientId, record.Method, record.Reason));
    }
}
