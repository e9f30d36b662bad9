using AdminPortal.Domain.AccessTokens.Rules;
using AdminPortal.Domain.ApiClients.Rules.PublicKeys;
using AdminPortal.Domain.ApiClients.Rules.Secrets;
using AdminPortal.Domain.Storage;
using Microsoft.EntityFrameworkCore;

namespace AdminPortal.Domain.AccessTokens.Listing;

/// <summary>The credentials that clients authenticated with to get tokens, in words.</summary>
internal sealed class CredentialWords
{
    private readonly Dictionary<Guid, string> _words;

    private CredentialWords(Dictionary<Guid, string> words) => _words = words;

    /// <summary>For all these tokens at once.</summary>
    public static async Task<CredentialWords> OfAsync(PortalDbContext db, IEnumerable<IssuedToken> tokens, CancellationToken cancellation)
    {
        var ids = tokens.Select(token => token.CredentialId).OfType<Guid>().Distinct().ToList();
        var words = await db.Set<ClientSecret>()
            .Where(stored => ids.Contains(stored.Id))
            .ToDictionaryAsync(stored => stored.Id, stored => $"The secret {PlaintextSecret.Prefix}{stored.Hint}…", cancellation);
        foreach (var key in await db.Set<ClientPublicKey>().Where(stored => ids.Contains(stored.Id)).ToListAsync(cancellation))
        {
            words[key.Id] = $"The public key {key.Name}";
        }

        return new CredentialWords(words);
    }

    public string Of(IssuedToken token) => token.CredentialId is not { } id
        ? "A key from the client's JWKS URL"
        : _words.GetValueOrDefault(id, "A secret or key that the client no longer has");
}
