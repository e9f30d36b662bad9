using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace AdminPortal.Domain;

/// <summary>
/// The public identifier of a client (RFC 6749 section 2.2): 13 lower-case letters and digits, the first a letter.
/// Made by the server only, so that nobody can pick one that collides with something else (RFC 9700 section 4.15).
/// </summary>
public sealed record ClientId
{
    public const int Length = 13;

    private const string Letters = "abcdefghijklmnopqrstuvwxyz";
    private const string LettersAndDigits = Letters + "0123456789";

    private ClientId(string value) => Value = value;

    public string Value { get; }

    public static ClientId Generate() =>
        new(RandomNumberGenerator.GetString(Letters, 1) + RandomNumberGenerator.GetString(LettersAndDigits, Length - 1));

    public static bool TryParse(string? text, [NotNullWhen(true)] out ClientId? clientId)
    {
        var isClientId = text is { Length: Length }
            && Letters.Contains(text[0], StringComparison.Ordinal)
            && text.All(c => LettersAndDigits.Contains(c, StringComparison.Ordinal));
        clientId = isClientId ? new ClientId(text!) : null;
        return isClientId;
    }

    /// <exception cref="FormatException">The text is no client ID.</exception>
    public static ClientId Parse(string text) =>
        TryParse(text, out var clientId) ? clientId : throw new FormatException("Not a client ID.");

    public override string ToString() => Value;
}
