using AdminPortal.Domain;
using AdminPortal.Domain.Administrators;
using AdminPortal.Domain.ApiClients;
using AdminPortal.Domain.ApiClients.Rules.Secrets;
using AdminPortal.Domain.ApiClients.Secrets;
using AdminPortal.Domain.Auditing.Rules;
using AdminPortal.Domain.Permissions.Rules;
using AdminPortal.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace AdminPortal.Tests.Domain.ApiClients;

/// <summary>Where a secret comes from, before it is shown and before it is stored.</summary>
public sealed class GenerateClientSecretTests
{
    private static CancellationToken Cancellation => DomainHost.Cancellation;

    [Fact]
    public async Task A_secret_is_made_in_the_clear_and_as_what_may_be_kept_of_it_and_stored_by_another_change()
    {
        await using var host = await DomainHost.StartAsync();
        var id = await host.AddClientAsync("Billing sync");
        var validity = SecretValidity.Create("45").Value;

        var generated = (await host.Get<GenerateClientSecret>().ExecuteAsync(id, validity, host.Superuser, Cancellation)).Value;

        Assert.True(PlaintextSecret.IsWellFormed(generated.Plaintext.Reveal()));
        Assert.Equal(HashedSecret.DigestOf(generated.Plaintext.Reveal()), generated.Pending.Secret.Digest);
        Assert.Same(validity, generated.Pending.Validity);
        Assert.Empty((await ReadAsync(host, id)).Secrets);
        Assert.DoesNotContain(generated.Plaintext.Reveal(), generated.ToString(), StringComparison.Ordinal);

        var command = new AddClientSecretCommand(id, generated.Pending, null, null);
        await host.Get<AddClientSecret>().ExecuteAsync(command, host.Superuser, Cancellation);
        var stored = Assert.Single((await ReadAsync(host, id)).Secrets);
        Assert.Equal((generated.Pending.Secret.Hint, host.Clock.GetUtcNow().AddDays(45)), (stored.Hint, stored.ExpiresAt));
    }

    [Theory]
    [InlineData("superuser", true, null)]
    [InlineData("superuser", false, PermissionErrors.ProofNeededCode)]
    [InlineData("auditor", true, PermissionErrors.MissingCode)]
    [InlineData("nobody", true, PermissionErrors.MissingCode)]
    public async Task It_takes_full_permission_and_a_recent_proof_and_a_refusal_is_on_record(string who, bool isProved, string? refusal)
    {
        await using var host = await DomainHost.StartAsync();
        var id = await host.AddClientAsync("Billing sync");
        var actor = (Actor.SignedIn)(who switch { "superuser" => host.Superuser, "auditor" => host.Auditor, _ => host.Nobody });
        actor = isProved ? actor : actor with { ProvedAt = null };

        foreach (var clientId in new[] { id, null })
        {
            var generated = await host.Get<GenerateClientSecret>().ExecuteAsync(clientId, SecretValidity.Default, actor, Cancellation);

            Assert.Equal(refusal, generated.Error?.Code);
        }

        await using var db = await host.ReadAsync();
        var refused = await db.AuditEntries
            .Where(entry => entry.Result == AuditResult.Failure)
            .OrderBy(entry => entry.Id)
            .ToListAsync(Cancellation);
        Assert.Equal(
            refusal is null ? [] : [("Update", id.Value, who), ("Create", null, who)],
            refused.Select(entry => (entry.Action, entry.Resource, entry.ActorName)));
    }

    private static async Task<ApiClientView> ReadAsync(DomainHost host, ClientId id) =>
        (await host.Get<GetApiClient>().ExecuteAsync(id, host.Superuser, Cancellation)).Value;
}
