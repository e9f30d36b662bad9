namespace AdminPortal.Domain.TokenService.Rules.Assertions.Jose;

/// <summary>
/// Media types as in <c>typ</c> and <c>cty</c> (RFC 7515 section 4.1.9): case-insensitive, the prefix "application/" optional.
/// </summary>
internal static class MediaType
{
    private const string Application = "application/";

    public static bool AreSame(string? one, string other) => string.Equals(Short(one), Short(other), StringComparison.OrdinalIgnoreCase);

    private static string? Short(string? type) =>
        type?.StartsWith(Application, StringComparison.OrdinalIgnoreCase) == true ? type[Application.Length..] : type;
}
