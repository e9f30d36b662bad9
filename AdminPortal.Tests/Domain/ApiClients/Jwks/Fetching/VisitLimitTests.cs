using System.IO.Compression;
using System.Net.Sockets;
using System.Text;
using AdminPortal.Domain.ApiClients.Jwks.Fetching;
using AdminPortal.Domain.ApiClients.Rules.Jwks.Fetching;

namespace AdminPortal.Tests.Domain.ApiClients.Jwks.Fetching;

public sealed class VisitLimitTests
{
    private const string Ok = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n";

    private static readonly TimeSpan Short = TimeSpan.FromMilliseconds(400);

    [Fact]
    public void A_visit_takes_five_seconds_and_256_KB_at_most()
    {
        Assert.Equal(TimeSpan.FromSeconds(5), new JwksFetcher(new OutboundAddressPolicy(JwksFetchOptions.None)).TimeLimit);
        Assert.Equal(256 * 1024, JwksFetchOptions.MaxBytes);
    }

    [Fact]
    public async Task A_server_that_never_answers_is_given_up()
    {
        await using var server = KeyServer.Silent();

        Assert.Equal(new JwksFailure.TimedOut(Short), await server.FailAsync(Short));
    }

    [Theory]
    [InlineData("", "H")]
    [InlineData(Ok, "X")]
    [InlineData(Ok + "\r\n", " ")]
    [InlineData(Ok + "Content-Length: 1000\r\n\r\n", " ")]
    [InlineData(Ok + "Transfer-Encoding: chunked\r\n\r\n", "1\r\n \r\n")]
    [InlineData("", "HTTP/1.1 103 Early Hints\r\n\r\n")]
    public async Task Drops_that_never_end_are_given_up_wherever_they_fall(string start, string drop)
    {
        await using var server = KeyServer.Start(async (stream, cancellation) =>
        {
            await stream.WriteAsync(Encoding.ASCII.GetBytes(start), cancellation);
            while (true)
            {
                await stream.WriteAsync(Encoding.ASCII.GetBytes(drop), cancellation);
                await Task.Delay(20, cancellation);
            }
        });

        Assert.Equal(new JwksFailure.TimedOut(Short), await server.FailAsync(Short));
    }

    [Fact]
    public async Task A_server_that_is_silent_in_the_TLS_handshake_is_given_up()
    {
        await using var server = KeyServer.Silent();
        var fetcher = new JwksFetcher(server.Allowing("127.0.0.1")) { TimeLimit = Short };

        var outcome = await fetcher.FetchAsync(server.Uri(scheme: "https"), TestContext.Current.CancellationToken);

        Assert.Equal(new JwksFetchOutcome.Failed(new JwksFailure.TimedOut(Short)), outcome);
    }

    [Theory]
    [InlineData(Ok + "Content-Length: 104857600\r\n\r\n", " ")]
    [InlineData(Ok + "\r\n", " ")]
    [InlineData(Ok + "Transfer-Encoding: chunked\r\n\r\n", "1000\r\n")]
    [InlineData(Ok, "X-Endless: header\r\n")]
    [InlineData(Ok + "X-Endless: ", "header")]
    public async Task Headers_and_bodies_without_end_are_refused(string start, string part)
    {
        var chunk = part.EndsWith('\n') && part.Length == 6 ? $"{part}{new string(' ', 0x1000)}\r\n" : string.Concat(Enumerable.Repeat(part, 1000));
        await using var server = KeyServer.Start(async (stream, cancellation) =>
        {
            await stream.WriteAsync(Encoding.ASCII.GetBytes(start), cancellation);
            while (true)
            {
                await stream.WriteAsync(Encoding.ASCII.GetBytes(chunk), cancellation);
            }
        });

        Assert.Equal(new JwksFailure.TooLarge(), await server.FailAsync());
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(1, false)]
    public async Task A_body_of_256_KB_is_read_and_a_byte_more_is_not(int more, bool isRead)
    {
        await using var server = KeyServer.Answering(Ok.TrimEnd(), PublishedKeys.Json().PadRight(JwksFetchOptions.MaxBytes + more));

        var outcome = await server.VisitAsync();

        Assert.Equal(isRead, outcome is JwksFetchOutcome.Fetched { Bytes: JwksFetchOptions.MaxBytes });
        Assert.Equal(isRead ? null : new JwksFailure.TooLarge(), (outcome as JwksFetchOutcome.Failed)?.Failure);
    }

    [Fact]
    public async Task A_gzip_bomb_is_not_unpacked()
    {
        using var bomb = new MemoryStream();
        using (var gzip = new GZipStream(bomb, CompressionLevel.SmallestSize, leaveOpen: true))
        {
            gzip.Write(new byte[100 * 1024 * 1024]);
        }

        await using var server = KeyServer.Start(async (stream, cancellation) =>
        {
            await stream.WriteAsync(Encoding.ASCII.GetBytes($"{Ok}Content-Encoding: gzip\r\nContent-Length: {bomb.Length}\r\n\r\n"), cancellation);
            await stream.WriteAsync(bomb.GetBuffer().AsMemory(0, (int)bomb.Length), cancellation);
        });

        Assert.Equal(new JwksFailure.Compressed(), await server.FailAsync());
    }

    [Fact]
    public async Task A_connection_that_is_reset_in_the_middle_is_told()
    {
        await using var server = KeyServer.Start(async (stream, cancellation) =>
        {
            await stream.WriteAsync(Encoding.ASCII.GetBytes($"{Ok}Content-Length: 1000\r\n\r\n{{"), cancellation);
            ((NetworkStream)stream).Socket.LingerState = new LingerOption(true, 0);
            ((NetworkStream)stream).Socket.Close();
        });

        Assert.Equal(new JwksFailure.Interrupted(), await server.FailAsync());
    }

    [Fact]
    public async Task Who_leaves_ends_the_visit_without_an_outcome()
    {
        await using var server = KeyServer.Silent();
        using var leaving = new CancellationTokenSource();
        var visit = new JwksFetcher(server.Allowing("127.0.0.1")) { TimeLimit = TimeSpan.FromMinutes(2) }.FetchAsync(server.Uri(), leaving.Token);

        await leaving.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => visit);
    }
}
