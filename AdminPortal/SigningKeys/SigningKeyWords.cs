using System.Globalization;
using AdminPortal.Domain.SigningKeys;
using AdminPortal.Domain.SigningKeys.Rules;

namespace AdminPortal.SigningKeys;

/// <summary>What the dialogs say about the effect of withdrawing a key.</summary>
internal static class SigningKeyWords
{
    /// <summary>For how long a verifier goes by its copy of the key set.</summary>
    public static string UntilFetchedAgain { get; } = string.Create(
        CultureInfo.InvariantCulture, $"within {SigningKeyLifecycle.KeySetAge.TotalMinutes} minutes, if they respect its cache lifetime");

    public static string Consequence(TokensOfKey tokens) => tokens switch
    {
        { Live: 0, AreAllCounted: true } => "No active token was signed by this key.",
        { Live: 1, AreAllCounted: true } => "1 active token is revoked: the application that holds it must request a new one.",
        _ => $"{tokens.LiveInWords} active tokens are revoked: the applications that hold them must request new ones.",
    };
}
