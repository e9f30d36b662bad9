using System.Reflection;

namespace AdminPortal.Hosting.Settings;

/// <summary>The keys an options record knows, and the one somebody most likely meant.</summary>
internal static class SettingKeys
{
    private const BindingFlags PublicInstance = BindingFlags.Public | BindingFlags.Instance;

    public static IEnumerable<string> Of(Type type, string path) =>
        from property in Properties(type)
        let key = $"{path}:{property.Name}"
        from known in IsGroup(property.PropertyType) ? Of(property.PropertyType, key) : [key]
        select known;

    public static PropertyInfo? Find(Type type, string key) =>
        Properties(type).FirstOrDefault(property => property.Name.Equals(key, StringComparison.OrdinalIgnoreCase));

    public static bool IsList(Type type) => type == typeof(IReadOnlyList<string>);

    public static bool IsGroup(Type type) => type.Name.EndsWith("Options", StringComparison.Ordinal);

    public static string Nearest(string key, IReadOnlyList<string> known) =>
        known.MinBy(candidate => Distance(key.ToUpperInvariant(), candidate.ToUpperInvariant()))!;

    private static IEnumerable<PropertyInfo> Properties(Type type) =>
        type.GetProperties(PublicInstance).Where(property => property.CanWrite);

    /// <summary>Levenshtein's distance, one row at a time.</summary>
    private static int Distance(string from, string to)
    {
        var row = Enumerable.Range(0, to.Length + 1).ToArray();
        for (var i = 1; i <= from.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= to.Length; j++)
            {
                var substituted = diagonal + (from[i - 1] == to[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(substituted, Math.Min(row[j], row[j - 1]) + 1);
            }
        }

        return row[^1];
    }
}
