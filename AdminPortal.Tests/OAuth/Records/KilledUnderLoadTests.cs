using System.Text;
using AdminPortal.Domain;
using AdminPortal.Domain.ApiClients.PublicKeys;
using AdminPortal.Domain.ApiClients.Rules.PublicKeys;
using AdminPortal.Tests.Domain.ApiClients.PublicKeys;
using AdminPortal.Tests.Domain.TokenService.Assertions;
using AdminPortal.Tests.Support;

namespace AdminPortal.Tests.OAuth.Records;

/// <summary>A process that ends in the middle of everything, again and again.</summary>
public sealed class KilledUnderLoadTests
{
    private const int Kills = 10;
    private const int Callers = 8;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Whatever_a_client_received_is_on_record_and_no_assertion_counts_twice_across_ten_kills()
    {
        await using var portal = await PortalProcess.StartAsync(Cancellation);
        var (client, secret) = await AddClientAsync(portal);
        using var caller = new TokenCaller(portal.PublicUrl, client.Value, secret);
        var usedInAll = 0;
        for (var kill = 1; kill <= Kills; kill++)
        {
            var used = await WorkUntilKilledAsync(portal, caller, client);
            await portal.StartAgainAsync(Cancellation);

            Assert.Empty(await caller.MissingRecordsAsync(DatabaseOf(portal)));
            Assert.Equal("ok", await StoreSql.AskAsync(portal.DataDirectory, "PRAGMA integrity_check"));
            usedInAll += used.Count;
            foreach (var form in used)
            {
                Assert.Equal(401, (await caller.PostAsync(form)).Status);
            }
        }

        Assert.True(caller.Received > Kills * Callers, $"{caller.Received} tokens are no load.");
        Assert.True(usedInAll > Kills, $"{usedInAll} assertions were tried again.");
    }

    // Answers the assertions that got a token.
    private static async Task<IReadOnlyList<List<(string Name, string Value)>>> WorkUntilKilledAsync(
        PortalProcess portal, TokenCaller caller, ClientId client)
    {
        using var killed = new CancellationTokenSource();
        var issuer = portal.PublicUrl.GetLeftPart(UriPartial.Authority);
        var work = Enumerable.Range(0, Callers).Select(number => Task.Run(async () =>
        {
            List<(string Name, string Value)>? last = null;
            while (!killed.IsCancellationRequested)
            {
                var form = TestAssertion.For(client.Value, issuer, DateTimeOffset.UtcNow).With("jti", TestAssertion.Quote(Guid.NewGuid().ToString())).Form();
                try
                {
                    var answer = number % 2 == 0 ? await caller.PostAsync() : await caller.PostAsync(form);
                    Assert.Equal(200, answer.Status);
                    last = number % 2 == 0 ? last : form;
                }
                catch (HttpRequestException)
                {
                    // The answer that a killed process did not give.
                }
            }

            return last;
        })).ToList();
        await Task.Delay(Random.Shared.Next(200, 900), Cancellation);
        await portal.KillAsync();
        await killed.CancelAsync();
        return [.. (await Task.WhenAll(work)).OfType<List<(string Name, string Value)>>()];
    }

    private static async Task<(ClientId Id, string Secret)> AddClientAsync(PortalProcess portal)
    {
        await using var store = await StoreBeside.OpenAsync(portal);
        var (id, secrets) = await store.AddClientAsync("Billing sync", validDays: 90);
        var pem = Encoding.ASCII.GetBytes(KeyPairs.P256.ExportSubjectPublicKeyInfoPem());
        var key = new NewPublicKey(PublicKeyName.Create("Billing sync").Value, PemPublicKeyReader.Read(pem, DateTimeOffset.UtcNow).Value[0]);
        await store.Get<AddClientPublicKeys>().ExecuteAsync(id, [key], StoreBeside.Operator, Cancellation);
        return (id, secrets[0]);
    }

    private static string DatabaseOf(PortalProcess portal) => Path.Combine(portal.DataDirectory, "portal.db");
}
