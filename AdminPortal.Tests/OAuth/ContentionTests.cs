using System.Net.Sockets;
using System.Text;
using AdminPortal.Domain.TokenService.Journal;

namespace AdminPortal.Tests.OAuth;

public sealed class ContentionTests(OAuthHost host) : IClassFixture<OAuthHost>
{
    [Fact]
    public async Task Tokens_are_issued_while_administrators_save()
    {
        var clients = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => host.AddClientAsync()));
        var saves = Task.WhenAll(clients.Select(async client =>
        {
            for (var save = 0; save < 10; save++)
            {
                await host.ChangeAsync(client, details => details with { Description = $"Save {save}" });
                await host.Get<IssuanceJournal>().FlushAsync();
            }
        }));

        var answers = await Task.WhenAll(Enumerable.Range(0, 200).Select(number => host.PostAsync(clients[number % clients.Length].Form())));

        await saves;
        Assert.All(answers, answer => answer.IsGranted(OAuthHost.ReaderScope));
    }

    [Fact]
    public async Task Callers_that_never_finish_do_not_keep_others_waiting()
    {
        var client = await host.AddClientAsync();
        var slow = new List<TcpClient>();
        for (var number = 0; number < 200; number++)
        {
            var connection = new TcpClient();
            slow.Add(connection);
            await connection.ConnectAsync(host.Url.Host, host.Url.Port, OAuthHost.Cancellation);
            await connection.GetStream().WriteAsync(
                Encoding.ASCII.GetBytes(
                    $"POST {TokenWire.Path} HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\n"
                    + "Content-Length: 100\r\n\r\ngrant_type="),
                OAuthHost.Cancellation);
        }

        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => host.PostAsync(client.Form())));

        slow.ForEach(connection => connection.Dispose());
        Assert.All(answers, answer => answer.IsGranted(OAuthHost.ReaderScope));
    }
}
