namespace AdminPortal.Domain.ApiClients.Rules.Jwks.Fetching;

/// <summary>
/// Which <c>host</c> or <c>host:port</c> may be a private address or plain http. Hosts are allowed, not networks: a
/// blanket allowance would let a client's administrator reach everything inside.
/// </summary>
public sealed record JwksFetchOptions(IReadOnlyList<string> AllowedHosts)
{
    public const string Setting = "Portal:JwksFetch:AllowedHosts";

    /// <summary>The largest key set that is read, in bytes.</summary>
    public const int MaxBytes = 256 * 1024;

    public static JwksFetchOptions None { get; } = new([]);
}
