using AdminPortal.Domain;
using AdminPortal.Domain.ApiClients;
using AdminPortal.Domain.ApiClients.Rules;
using AdminPortal.Domain.ApiClients.Rules.Jwks.Fetching;
using AdminPortal.Domain.ApiClients.Rules.Secrets;
using AdminPortal.Domain.Auditing.Rules;
using AdminPortal.Domain.Permissions.Rules;
using AdminPortal.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace AdminPortal.Tests.Domain.ApiClients;

/// <summary>The one door for what is typed of a client: all of it in values, or every fault with the key of its field.</summary>
public sealed class ApiClientDoorTests
{
    private static readonly ApiClientDetailsValidator Door = new(new OutboundAddressPolicy(JwksFetchOptions.None));

    private static readonly ApiClientDetails Valid = new() { Name = "Billing sync" };

    private static readonly ApiClientDetails Wrong = new()
    {
        Name = " ",
        Description = new string('d', 501),
        AccessTokenLifetime = "0",
        JwksUri = "http://keys.example/",
        Roles = new Dictionary<string, string> { ["nowhere"] = "nothing" },
    };

    private static readonly string[] RestOfWrong =
        ["description: description.too_long", "access_token_lifetime: lifetime.too_short", "jwks_uri: jwks_uri.not_https"];

    private static CancellationToken Cancellation => DomainHost.Cancellation;

    public static TheoryData<ApiClientDetails, string[]> Faults => new()
    {
        { Valid, [] },
        { Valid with { Name = Wrong.Name }, ["name: name.missing"] },
        {
            Valid with { Name = new string('n', 129), AccessTokenLifetime = "" },
            ["name: name.too_long", "access_token_lifetime: lifetime.missing"]
        },
        { Valid with { Description = "a\0b", JwksUri = "keys" }, ["description: description.malformed", "jwks_uri: jwks_uri.not_https"] },
        { Valid with { JwksUri = "https://10.0.0.1/" }, ["jwks_uri: jwks_uri.blocked"] },
        { Wrong, ["name: name.missing", .. RestOfWrong] },
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public void Every_fault_is_told_at_once_with_the_key_of_its_field_in_the_order_of_the_page(ApiClientDetails typed, string[] faults) =>
        Assert.Equal(faults, InWords(Door.Read(typed).Errors));

    [Fact]
    public void What_comes_through_is_in_values_without_surrounding_blanks_and_in_one_spelling()
    {
        var read = Door.Read(new ApiClientDetails
        {
            Name = " Billing sync ",
            Description = "One\r\ntwo ",
            IsActive = false,
            AccessTokenLifetime = " 15",
            JwksUri = " HTTPS://KEYS.example/set ",
        }).Value;

        Assert.Equal(("Billing sync", "One\ntwo", ClientStatus.Inactive), (read.Name.Value, read.Description.Value, read.Status));
        Assert.Equal((15, "https://keys.example/set"), (read.AccessTokenLifetime.Minutes, read.JwksUri?.Value));
        Assert.Null(Door.Read(Valid with { JwksUri = " " }).Value.JwksUri);
    }

    [Fact]
    public async Task What_the_store_knows_is_told_in_the_same_answer()
    {
        await using var host = await DomainHost.StartAsync();
        var id = await host.AddClientAsync(Valid);

        var added = await host.Get<AddApiClient>().ExecuteAsync(
            new AddApiClientCommand(Wrong with { Name = "BILLING SYNC" }, [Pending(), Pending(), Pending()]), host.Superuser, Cancellation);
        var updated = await host.Get<UpdateApiClient>().ExecuteAsync(
            new UpdateApiClientCommand(id, 1, Wrong), host.Superuser, Cancellation);

        Assert.Equal([.. RestOfWrong, "roles: roles.unknown", ": secret.too_many", "name: name.taken"], InWords(added.Errors));
        Assert.Equal(
            ["name: name.missing", .. RestOfWrong, "roles: roles.unknown"],
            InWords(Assert.IsType<UpdateApiClientOutcome.Refused>(updated).Errors));
        Assert.Equal(1, (await host.Get<GetApiClient>().ExecuteAsync(id, host.Superuser, Cancellation)).Value.Version);
    }

    [Fact]
    public async Task Nobody_is_asked_for_a_password_to_be_told_of_a_fault()
    {
        await using var host = await DomainHost.StartAsync();
        var id = await host.AddClientAsync(Valid);
        var unproved = ((Actor.SignedIn)host.Superuser) with { ProvedAt = null };
        var wrong = Valid with { Name = "", JwksUri = "https://keys.example/set" };

        var added = await host.Get<AddApiClient>().ExecuteAsync(new AddApiClientCommand(wrong, [Pending()]), unproved, Cancellation);
        var updated = await host.Get<UpdateApiClient>().ExecuteAsync(new UpdateApiClientCommand(id, 1, wrong), unproved, Cancellation);

        Assert.Equal([ApiClientErrors.NameMissing], added.Errors);
        Assert.Equal([ApiClientErrors.NameMissing], Assert.IsType<UpdateApiClientOutcome.Refused>(updated).Errors);
        await using var db = await host.ReadAsync();
        Assert.False(await db.AuditEntries.AnyAsync(entry => entry.Result == AuditResult.Failure, Cancellation));
    }

    private static PendingSecret Pending() => new(PlaintextSecret.Generate().Hash(), SecretValidity.Default);

    private static IEnumerable<string> InWords(IEnumerable<PortalError> errors) => errors.Select(error => $"{error.Field}: {error.Code}");
}
