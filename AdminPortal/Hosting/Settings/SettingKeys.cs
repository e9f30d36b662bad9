using System.Globalization;
using System.Reflection;

namespace AdminPortal.Hosting.Settings;

/// <summary>A key that can be set: one value, a list of them, or a group of further keys.</summary>
internal sealed record Setting(string Key, Type Type, bool IsUsed)
{
    public bool IsList => Type == typeof(IReadOnlyList<string>);

    public bool IsGroup => Type.Name.EndsWith("Options", StringComparison.Ordinal);
}

/// <summary>The keys an options record knows, and the nearest one to a mistyped key.</summary>
internal sealed class SettingKeys(Type options, string section)
{
    private readonly Dictionary<string, Setting> _known =
        Below(new Setting(section, options, IsUsed: true)).ToDictionary(setting => setting.Key, StringComparer.OrdinalIgnoreCase);

    /// <summary>Null for a key that nobody reads. Each entry of a list is a setting of its own.</summary>
    public Setting? Find(IConfigurationSection set)
    {
        if (_known.TryGetValue(set.Path, out var known))
        {
            return known;
        }

        var isEntry = int.TryParse(set.Key, NumberStyles.None, CultureInfo.InvariantCulture, out _);
        return isEntry && _known.GetValueOrDefault(ConfigurationPath.GetParentPath(set.Path)!) is { IsList: true } list
            ? new Setting($"{list.Key}:{set.Key}", typeof(string), list.IsUsed)
            : null;
    }

    public string Nearest(string key) => _known.Values.Where(known => !known.IsGroup)
        .Select(known => known.Key)
        .MinBy(known => Distance(key.ToUpperInvariant(), known.ToUpperInvariant()))!;

    private static IEnumerable<Setting> Below(Setting parent) =>
        from property in parent.Type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
        where property.CanWrite
        let setting = new Setting($"{parent.Key}:{property.Name}", property.PropertyType, parent.IsUsed && !property.IsDefined(typeof(NotUsedYetAttribute)))
        from known in setting.IsGroup ? Below(setting).Prepend(setting) : [setting]
        select known;

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
