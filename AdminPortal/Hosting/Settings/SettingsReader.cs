using System.ComponentModel;

namespace AdminPortal.Hosting.Settings;

/// <summary>
/// Reads a configuration section into an options record by the framework's binder. That one stops at the first value it cannot convert and
/// at the first key it does not know, and takes an empty value for one: so everything of this kind is found here first, with the
/// converters that the binder uses, and it is handed the rest. Values are never repeated in a fault: a password that slipped into the wrong
/// key would end up in a log.
/// </summary>
internal sealed class SettingsReader
{
    private readonly List<string> _faults = [];
    private readonly List<string> _notUsedYet = [];

    public IReadOnlyList<string> Faults => _faults;

    /// <summary>The keys that are set but have no effect in this version.</summary>
    public IReadOnlyList<string> NotUsedYet => _notUsedYet;

    public T Read<T>(IConfigurationSection section)
        where T : class, new()
    {
        var options = new T();
        var values = BindableValues(section, new SettingKeys(typeof(T), section.Key));
        new ConfigurationBuilder().AddInMemoryCollection(values).Build().GetSection(section.Key).Bind(options);
        return options;
    }

    private Dictionary<string, string?> BindableValues(IConfigurationSection section, SettingKeys keys)
    {
        var values = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase);
        foreach (var set in Below(section))
        {
            var setting = keys.Find(set);
            if ((setting is null ? UnknownKey(set, keys) : FaultOf(setting, set.Value)) is { } fault)
            {
                _faults.Add(fault);
            }
            else if (setting is not null && !string.IsNullOrEmpty(set.Value))
            {
                values[setting.Key] = set.Value;
                if (!setting.IsUsed)
                {
                    _notUsedYet.Add(setting.Key);
                }
            }
        }

        return values;
    }

    private static IEnumerable<IConfigurationSection> Below(IConfigurationSection section) =>
        section.GetChildren().SelectMany(child => Below(child).Prepend(child));

    // Of an unknown group its keys are told, not the group.
    private static string? UnknownKey(IConfigurationSection set, SettingKeys keys) =>
        set.GetChildren().Any() ? null : $"{set.Path} is not a setting; the nearest known key is {keys.Nearest(set.Path)}";

    private static string? FaultOf(Setting setting, string? text) => (setting, text) switch
    {
        // "null" in a JSON file leaves a setting out, and "[]" or "{}" is a list or group without anything in it.
        (_, null) or ({ IsList: true } or { IsGroup: true }, "") => null,
        ({ IsGroup: true }, _) => $"{setting.Key} is a group of settings and takes no value of its own",
        ({ IsList: true }, _) => $"{setting.Key} is a list: set {setting.Key}:0, {setting.Key}:1 and so on",
        (_, "") => $"{setting.Key} is empty: give it a value or leave it out",
        _ when TypeDescriptor.GetConverter(setting.Type).IsValid(text) => null,
        _ => $"{setting.Key} must be {(setting.Type == typeof(bool) ? "true or false" : "a whole number")}",
    };
}
