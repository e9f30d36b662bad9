using System.Security.Cryptography;

namespace AdminPortal.Domain.ApiResources.Rules;

/// <summary>
/// IDs of the catalogue's objects: 13 lower-case letters and digits, opaque except for a leading letter that indicates the kind.
/// </summary>
internal static class CatalogueId
{
    private const int Length = 13;

    public static string Generate(string kind) =>
        kind + RandomNumberGenerator.GetString("abcdefghijklmnopqrstuvwxyz0123456789", Length - kind.Length);
}
