using System.Data.Common;

namespace AdminPortal.Domain.Storage.Seams;

/// <summary>
/// How single clients are read for the token service. It never answers sooner for a client that does not exist, for the time would tell who
/// does.
/// </summary>
public interface IClientStore
{
    /// <summary>The client, as a consistent snapshot; null when there is none, or no longer.</summary>
    /// <exception cref="DbException">The store does not answer.</exception>
    internal Task<StoredClient?> ReadAsync(ClientId clientId);

    /// <summary>
    /// Whether the client is active and its access version in the store is still this one, whoever might have changed it.
    /// </summary>
    /// <exception cref="DbException">The store does not answer.</exception>
    internal Task<bool> IsCurrentAsync(ClientId clientId, int accessVersion);
}
