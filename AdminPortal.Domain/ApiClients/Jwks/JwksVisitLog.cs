using Microsoft.Extensions.Logging;

namespace AdminPortal.Domain.ApiClients.Jwks;

/// <summary>Writes down that a visit to a JWKS URL broke by a fault of ours.</summary>
internal sealed partial class JwksVisitLog(ILogger<JwksVisitLog> logger)
{
    public void Broke(Exception fault) => VisitBroke(logger, fault);

    [LoggerMessage(40, LogLevel.Error, "Visiting a JWKS URL broke")]
    private static partial void VisitBroke(ILogger logger, Exception fault);
}
