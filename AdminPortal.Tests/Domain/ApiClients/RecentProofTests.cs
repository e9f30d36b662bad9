using System.Text;
using AdminPortal.Domain;
using AdminPortal.Domain.Administrators;
using AdminPortal.Domain.ApiClients;
using AdminPortal.Domain.ApiClients.PublicKeys;
using AdminPortal.Domain.ApiClients.Rules;
using AdminPortal.Domain.ApiClients.Rules.PublicKeys;
using AdminPortal.Domain.ApiClients.Rules.Secrets;
using AdminPortal.Domain.ApiClients.Secrets;
using AdminPortal.Domain.Auditing.Rules;
using AdminPortal.Domain.Permissions.Rules;
using AdminPortal.Tests.Domain.ApiClients.PublicKeys;
using AdminPortal.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace AdminPortal.Tests.Domain.ApiClients;

public sealed class RecentProofTests
{
    private const string FirstUrl = "https://keys.example/first";
    private const string SecondUrl = "https://keys.example/second";

    private static readonly ApiClientDetails Details = new() { Name = "Billing sync" };

    private static CancellationToken Cancellation => DomainHost.Cancellation;

    [Theory]
    [InlineData(0, true)]
    [InlineData(3600, true)]
    [InlineData(3601, false)]
    [InlineData(null, false)]
    public async Task A_secret_is_made_only_within_an_hour_of_the_last_proof(int? secondsAgo, bool allowed)
    {
        await using var host = await DomainHost.StartAsync();
        var actor = ProvedBefore(host, secondsAgo);
        var id = await host.AddClientAsync(Details);

        var added = await AddSecretAsync(host, id, actor);
        var registered = await AddClientAsync(host, actor, Pending());

        PortalError[] refusal = allowed ? [] : [PermissionErrors.ProofNeeded];
        Assert.Equal(refusal, added.Errors);
        Assert.Equal(refusal, registered.Errors);
        Assert.Equal(allowed ? 1 : 0, (await ReadAsync(host, id)).Secrets.Count);
    }

    [Theory]
    [InlineData(3600, false, true)]
    [InlineData(3601, false, false)]
    [InlineData(null, false, false)]
    [InlineData(3600, true, true)]
    [InlineData(3601, true, false)]
    [InlineData(null, true, false)]
    public async Task A_public_key_or_a_certificate_is_added_only_within_an_hour_of_the_last_proof(int? secondsAgo, bool isCertificate, bool allowed)
    {
        var key = isCertificate ? Certified : Key;
        await using var host = await DomainHost.StartAsync();
        var actor = ProvedBefore(host, secondsAgo);
        var id = await host.AddClientAsync(Details);

        var added = await host.Get<AddClientPublicKeys>().ExecuteAsync(id, [key], actor, Cancellation);
        var registered = await host.Get<AddApiClient>().ExecuteAsync(
            new AddApiClientCommand(Details with { Name = "Another" }, []) { PublicKeys = [key] }, actor, Cancellation);

        PortalError[] refusal = allowed ? [] : [PermissionErrors.ProofNeeded];
        Assert.Equal(refusal, added.Errors);
        Assert.Equal(refusal, registered.Errors);
        Assert.Equal(allowed ? 1 : 0, (await ReadAsync(host, id)).PublicKeys.Count);
    }

    [Theory]
    [InlineData("", FirstUrl, false)]
    [InlineData(FirstUrl, SecondUrl, false)]
    [InlineData(FirstUrl, FirstUrl, true)]
    [InlineData(FirstUrl, "HTTPS://KEYS.example/first", true)]
    [InlineData(FirstUrl, "", true)]
    public async Task To_set_or_change_the_address_of_keys_takes_the_proof_and_to_keep_or_remove_it_does_not(string before, string after, bool allowed)
    {
        await using var host = await DomainHost.StartAsync();
        var id = await host.AddClientAsync(Details with { JwksUri = before });

        var outcome = await host.Get<UpdateApiClient>().ExecuteAsync(
            new UpdateApiClientCommand(id, 1, Details with { Description = "changed", JwksUri = after }), ProvedBefore(host, 3601), Cancellation);
        var registered = await host.Get<AddApiClient>().ExecuteAsync(
            new AddApiClientCommand(Details with { Name = "Another", JwksUri = after }, []), ProvedBefore(host, 3601), Cancellation);

        var saved = (await ReadAsync(host, id)).Details;
        Assert.Equal(allowed ? [] : [PermissionErrors.ProofNeeded], outcome is UpdateApiClientOutcome.Refused refused ? refused.Errors : []);
        Assert.Equal(allowed ? ("changed", after.ToLowerInvariant()) : ("", before), (saved.Description, saved.JwksUri));
        Assert.Equal(after.Length == 0, registered.IsSuccess);
    }

    [Fact]
    public async Task What_gives_no_way_in_needs_no_proof()
    {
        await using var host = await DomainHost.StartAsync();
        var actor = ProvedBefore(host, null);
        var keyed = await host.AddClientAsync(Details with { Name = "Keyed" }, Pending());
        await host.Get<AddClientPublicKeys>().ExecuteAsync(keyed, [Key], host.Superuser, Cancellation);
        var view = await ReadAsync(host, keyed);

        var added = await AddClientAsync(host, actor);

        Assert.True(added.IsSuccess);
        Assert.IsType<UpdateApiClientOutcome.Updated>(await host.Get<UpdateApiClient>().ExecuteAsync(
            new UpdateApiClientCommand(added.Value, 1, Details with { Name = "Billing export" }), actor, Cancellation));
        Assert.True((await host.Get<RemoveClientPublicKey>().ExecuteAsync(keyed, view.PublicKeys[0].Id, actor, Cancellation)).IsSuccess);
        Assert.True((await host.Get<DeleteClientSecret>().ExecuteAsync(keyed, view.Secrets[0].Id, actor, Cancellation)).IsSuccess);
        Assert.True((await host.Get<DeleteApiClient>().ExecuteAsync(added.Value, actor, Cancellation)).IsSuccess);
    }

    [Fact]
    public async Task Whoever_runs_the_host_is_not_asked()
    {
        await using var host = await DomainHost.StartAsync();

        Assert.True((await AddClientAsync(host, new Actor.OnHost("test"), Pending())).IsSuccess);
    }

    [Fact]
    public async Task A_refusal_for_want_of_a_proof_is_recorded_and_comes_after_that_of_a_missing_permission()
    {
        await using var host = await DomainHost.StartAsync();
        var id = await host.AddClientAsync(Details);

        var refused = await AddSecretAsync(host, id, ProvedBefore(host, null));
        var missing = await AddSecretAsync(host, id, ((Actor.SignedIn)host.Auditor) with { ProvedAt = null });

        Assert.Equal(("permission.proof_needed", "Confirm your password to continue"), (refused.Errors[0].Code, refused.Errors[0].Message));
        Assert.Equal(PermissionErrors.MissingCode, missing.Errors[0].Code);
        await using var db = await host.ReadAsync();
        var entries = await db.AuditEntries.Where(entry => entry.Result == AuditResult.Failure).OrderBy(entry => entry.Id).ToListAsync(Cancellation);
        Assert.Equal(["superuser", "auditor"], entries.Select(entry => entry.ActorName));
        Assert.Contains("not confirmed recently", entries[0].Details, StringComparison.Ordinal);
    }

    private static NewPublicKey Key => Read(PemFiles.Curve);

    private static NewPublicKey Certified => Read(PemFiles.Current.ExportCertificatePem());

    private static NewPublicKey Read(string pem) =>
        new(PublicKeyName.Create("production").Value, PemPublicKeyReader.Read(Encoding.UTF8.GetBytes(pem), PemFiles.Now).Value[0]);

    private static async Task<ApiClientView> ReadAsync(DomainHost host, ClientId id) =>
        (await host.Get<GetApiClient>().ExecuteAsync(id, host.Superuser, Cancellation)).Value;

    private static Actor ProvedBefore(DomainHost host, int? secondsAgo) =>
        ((Actor.SignedIn)host.Superuser) with { ProvedAt = secondsAgo is { } ago ? host.Clock.GetUtcNow() - TimeSpan.FromSeconds(ago) : null };

    private static Task<Result<ApiClientView>> AddSecretAsync(DomainHost host, ClientId id, Actor actor) =>
        host.Get<AddClientSecret>().ExecuteAsync(new AddClientSecretCommand(id, Pending(), null, null), actor, Cancellation);

    private static Task<Result<ClientId>> AddClientAsync(DomainHost host, Actor actor, params PendingSecret[] secrets) =>
        host.Get<AddApiClient>().ExecuteAsync(new AddApiClientCommand(Details with { Name = "Another" }, secrets), actor, Cancellation);

    private static PendingSecret Pending() => new(PlaintextSecret.Generate().Hash(), SecretValidity.Default);
}
