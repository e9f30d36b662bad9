using Microsoft.Extensions.Logging;

namespace AdminPortal.Domain.ApiClients.Jwks;

/// <summary>Logs that fetching a JWKS URL failed because of a fault of ours.</summary>
internal sealed partial class JwksVisitLog(ILogger<JwksVisitLog> logger)
{
    public void Broke(Exception fault) => VisitBroke(logger, fault);

    [LoggerMessage(40, LogLevel.Error, "Fetching a JWKS URL failed unexpectedly")]
    private static partial void VisitBroke(ILogger logger, Exception fault);
}
