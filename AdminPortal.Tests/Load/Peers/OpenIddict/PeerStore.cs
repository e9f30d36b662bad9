using Microsoft.EntityFrameworkCore;

namespace OpenIddictPeer;

/// <summary>OpenIddict's own tables and nothing else.</summary>
internal sealed class PeerStore(DbContextOptions<PeerStore> options) : DbContext(options);
