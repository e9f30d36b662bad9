using System.Collections.Concurrent;
using AdminPortal.Domain.ApiClients;
using AdminPortal.Domain.ApiClients.PublicKeys;
using AdminPortal.Domain.ApiClients.Secrets;
using AdminPortal.Domain.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace AdminPortal.Domain.TokenService.Authentication;

/// <summary>
/// Notes when a client and a credential were last used, and writes it down every few seconds, off the path of the requests. The latest mark
/// of a credential is the only one kept, so there are never more marks than credentials. Lost marks are not missed: nothing is decided by them.
/// </summary>
public sealed partial class LastUsedMarks(PortalStore store, TimeProvider clock, ILogger<LastUsedMarks> logger) : BackgroundService
{
    private const int BatchSize = 200;

    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    private ConcurrentDictionary<(ClientId ClientId, Guid? CredentialId), Mark> _marks = new();

    public void Note(AuthenticatedClient used, string? source) =>
        _marks[(used.Client.Id, used.CredentialId)] = new Mark(clock.GetUtcNow(), source);

    /// <summary>Writes what has gathered since the last time.</summary>
    public async Task FlushAsync(CancellationToken cancellation)
    {
        var marks = Interlocked.Exchange(ref _marks, new());
        foreach (var batch in marks.OrderBy(mark => mark.Value.At).Chunk(BatchSize))
        {
            await using var change = await store.BeginChangeAsync(cancellation);
            foreach (var ((clientId, credentialId), mark) in batch)
            {
                await WriteAsync(change.Db, clientId, credentialId, mark, cancellation);
            }

            await change.CommitAsync(cancellation);
        }
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await TryFlushAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (true)
        {
            await Task.Delay(Interval, clock, stoppingToken);
            await TryFlushAsync(stoppingToken);
        }
    }

    // Past the aggregate: using a client is no change of it, so its version stays and no administrator meets a conflict.
    private static async Task WriteAsync(
        PortalDbContext db, ClientId clientId, Guid? credentialId, Mark mark, CancellationToken cancellation)
    {
        await db.ApiClients.Where(client => client.Id == clientId).ExecuteUpdateAsync(
            client => client.SetProperty(c => c.LastUsedAt, mark.At).SetProperty(c => c.LastUsedFrom, mark.Source), cancellation);
        await db.Set<ClientPublicKey>().Where(key => key.Id == credentialId).ExecuteUpdateAsync(
            key => key.SetProperty(k => k.LastUsedAt, mark.At).SetProperty(k => k.LastUsedFrom, mark.Source), cancellation);
        await db.Set<ClientSecret>().Where(secret => secret.Id == credentialId).ExecuteUpdateAsync(
            secret => secret.SetProperty(s => s.LastUsedAt, mark.At).SetProperty(s => s.LastUsedFrom, mark.Source), cancellation);
    }

    private async Task TryFlushAsync(CancellationToken cancellation)
    {
        try
        {
            await FlushAsync(cancellation);
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            MarksAreLost(logger, fault);
        }
    }

    [LoggerMessage(30, LogLevel.Warning, "When clients were last used could not be written")]
    private static partial void MarksAreLost(ILogger logger, Exception fault);

    private sealed record Mark(DateTimeOffset At, string? Source);
}
