using AdminPortal.Domain.ApiClients.Rules;
using AdminPortal.Domain.ApiClients.Rules.Secrets;
using AdminPortal.Tests.Support;

namespace AdminPortal.Tests.Domain.ApiClients;

/// <summary>On which changes of a client the tokens that are under way are decided anew.</summary>
public sealed class AccessVersionTests
{
    private const string By = "alice";

    private static readonly DateTimeOffset Now = new(2027, 1, 15, 9, 30, 0, TimeSpan.Zero);

    private static readonly ApiClientDetails Details = new()
    {
        Name = "Billing sync",
        JwksUri = "https://keys.example/set",
        Roles = new Dictionary<string, string>(StringComparer.Ordinal) { ["files"] = "reader", ["mail"] = "sender" },
    };

    public static TheoryData<ApiClientDetails> Names { get; } =
    [
        Details,
        Details with { Name = "Billing" },
        Details with { Description = "Runs at night" },
        Details with { Roles = new Dictionary<string, string>(StringComparer.Ordinal) { ["mail"] = "sender", ["files"] = "reader" } },
    ];

    public static TheoryData<ApiClientDetails> Rights { get; } =
    [
        Details with { IsActive = false },
        Details with { AccessTokenLifetime = "5" },
        Details with { JwksUri = "https://keys.example/other" },
        Details with { JwksUri = "" },
        Details with { Roles = new Dictionary<string, string>(StringComparer.Ordinal) { ["files"] = "reader" } },
        Details with { Roles = new Dictionary<string, string>(StringComparer.Ordinal) { ["files"] = "writer", ["mail"] = "sender" } },
        Details with { Roles = new Dictionary<string, string>(StringComparer.Ordinal) { ["files"] = "reader", ["mail"] = "sender", ["log"] = "reader" } },
    ];

    [Theory]
    [MemberData(nameof(Names))]
    public void Words_leave_it(ApiClientDetails change) => Assert.Equal(1, AfterChange(change).AccessVersion);

    [Theory]
    [MemberData(nameof(Rights))]
    public void Status_lifetime_key_address_and_roles_raise_it(ApiClientDetails change) => Assert.Equal(2, AfterChange(change).AccessVersion);

    [Fact]
    public void A_way_in_raises_it_when_it_comes_and_when_it_goes()
    {
        var client = Register();
        client.AddSecret(PlaintextSecret.Generate().Hash(), SecretValidity.Default, By, Now);
        client.RemoveSecret(client.Secrets.All[0].Id, By, Now);

        Assert.Equal(3, client.AccessVersion);
    }

    private static ApiClient Register() => ClientSeed.Register(Details, By, Now);

    private static ApiClient AfterChange(ApiClientDetails change)
    {
        var client = Register();
        client.Change(change.Checked(), new CheckedRoles(change.Roles), By, Now);
        return client;
    }
}
