using AdminPortal.Domain.SigningKeys;

namespace AdminPortal.SigningKeys;

/// <summary>What the dialogs say of a key's end.</summary>
internal static class SigningKeyWords
{
    public static string Consequence(TokensOfKey tokens) => tokens switch
    {
        { Live: 0, AreAllCounted: true } => "No live token was signed by this key.",
        { Live: 1, AreAllCounted: true } => "1 live token is revoked: the program that holds it must ask for a new one.",
        _ => $"{tokens.LiveInWords} live tokens are revoked: the programs that hold them must ask for new ones.",
    };
}
