using System.Text.Json;
using AdminPortal.Domain.SigningKeys;
using AdminPortal.Domain.SigningKeys.Rules;

namespace AdminPortal.OAuth;

/// <summary>The current key set of the ring, serialised again only after the ring has reloaded its keys.</summary>
internal sealed class KeySetDocument(SigningKeyRing ring)
{
    private Written? _written;

    public Task HandleAsync(HttpContext context)
    {
        try
        {
            return Current().HandleAsync(context);
        }
        catch (NoSigningKeyException)
        {
            // Not an empty set: verifiers keep their cached copy, and retry.
            context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            context.Response.Headers.RetryAfter = "5";
            return Task.CompletedTask;
        }
    }

    private PublicDocument Current()
    {
        var jwks = ring.PublicJwks;
        if (_written is not { } written || written.Jwks != jwks)
        {
            _written = written = new Written(jwks, PublicDocument.Of(new KeySet([.. jwks.Select(jwk => JsonElement.Parse(jwk))])));
        }

        return written.Document;
    }

    private sealed record Written(IReadOnlyList<string> Jwks, PublicDocument Document);
}
