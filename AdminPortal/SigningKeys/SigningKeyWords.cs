using System.Globalization;
using AdminPortal.Domain.SigningKeys;
using AdminPortal.Domain.SigningKeys.Rules;

namespace AdminPortal.SigningKeys;

/// <summary>What the dialogs say of a key's end.</summary>
internal static class SigningKeyWords
{
    /// <summary>For how long a verifier goes by its copy of the key set.</summary>
    public static string UntilFetchedAgain { get; } = string.Create(
        CultureInfo.InvariantCulture, $"in {SigningKeyLifecycle.KeySetAge.TotalMinutes} minutes at most, if they keep to the age it names");

    public static string Consequence(TokensOfKey tokens) => tokens switch
    {
        { Live: 0, AreAllCounted: true } => "No live token was signed by this key.",
        { Live: 1, AreAllCounted: true } => "1 live token is revoked: the program that holds it must ask for a new one.",
        _ => $"{tokens.LiveInWords} live tokens are revoked: the programs that hold them must ask for new ones.",
    };
}
