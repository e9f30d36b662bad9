using System.Text;
using AdminPortal.Domain.ApiClients;
using AdminPortal.Domain.TokenService.Journal;

namespace AdminPortal.Tests.OAuth;

/// <summary>The normal case, for a while: programs ask for tokens while administrators work.</summary>
public sealed class TenSecondsTests(OAuthHost host) : IClassFixture<OAuthHost>
{
    private const int Callers = 200;
    private const int Administrators = 20;

    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(10);

    [Fact]
    public async Task Two_hundred_callers_and_twenty_administrators_get_right_answers_and_leave_no_secret_behind()
    {
        var clients = await Task.WhenAll(Enumerable.Range(0, Administrators).Select(_ => host.AddClientAsync()));
        using var time = CancellationTokenSource.CreateLinkedTokenSource(OAuthHost.Cancellation);
        time.CancelAfter(Duration);

        // Each on a thread of the pool: SQLite works synchronously, and one loop must not hold up the next.
        var saving = Task.WhenAll(clients.Select(client => Task.Run(() => SaveUntilAsync(client, time.Token), time.Token)));
        var asking = Task.WhenAll(Enumerable.Range(0, Callers).Select(number =>
            Task.Run(() => AskUntilAsync(clients[number % clients.Length], number, time.Token), time.Token)));
        var saves = await saving;
        var answers = (await asking).Sum();

        Assert.True(answers > Callers);
        foreach (var (client, count) in clients.Zip(saves))
        {
            var view = (await host.Get<GetApiClient>().ExecuteAsync(client.Id, OAuthHost.Superuser, OAuthHost.Cancellation)).Value;
            Assert.Equal(($"Save {count}", count + 2), (view.Details.Description, view.Version));
        }

        await host.Get<IssuanceJournal>().FlushAsync();
        await AssertNoSecretIsLeftAsync(clients);
    }

    private async Task<int> SaveUntilAsync(TestClient client, CancellationToken end)
    {
        var count = 0;
        while (!end.IsCancellationRequested)
        {
            var description = $"Save {++count}";
            await host.ChangeAsync(client, details => details with { Description = description });
        }

        return count;
    }

    // Every third caller is wrong on purpose, and must stay so.
    private async Task<int> AskUntilAsync(TestClient client, int number, CancellationToken end)
    {
        var count = 0;
        for (; !end.IsCancellationRequested; count++)
        {
            var form = client.Form();
            var answer = await host.PostAsync(number % 3 == 0 ? form.With("client_secret", client.Secret + "x") : form);
            if (number % 3 == 0)
            {
                Assert.True(answer.Status is 401 or 429, answer.Body);
            }
            else
            {
                answer.IsGranted(OAuthHost.ReaderScope);
            }
        }

        return count;
    }

    private async Task AssertNoSecretIsLeftAsync(IReadOnlyList<TestClient> clients)
    {
        foreach (var file in host.Files)
        {
            await using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var reader = new StreamReader(stream, Encoding.Latin1);
            var content = await reader.ReadToEndAsync(OAuthHost.Cancellation);
            Assert.All(clients, client => Assert.DoesNotContain(client.Secret, content, StringComparison.Ordinal));
        }

        Assert.DoesNotContain(host.Log.Lines, line => clients.Any(client => line.Contains(client.Secret, StringComparison.Ordinal)));
    }
}
