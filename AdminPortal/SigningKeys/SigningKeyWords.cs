using AdminPortal.Domain.SigningKeys;

namespace AdminPortal.SigningKeys;

/// <summary>What the dialogs say of a key's end.</summary>
internal static class SigningKeyWords
{
    public static string Consequence(TokensOfKey tokens) => tokens.Live switch
    {
        0 => "No live token was signed by this key.",
        1 => "1 live token is revoked: the program that holds it must ask for a new one.",
        _ => $"{tokens.LiveInWords} live tokens are revoked: the programs that hold them must ask for new ones.",
    };
}
