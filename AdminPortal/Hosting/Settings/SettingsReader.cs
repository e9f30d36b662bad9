using System.Globalization;
using System.Reflection;

namespace AdminPortal.Hosting.Settings;

/// <summary>
/// Reads a configuration section into an options record and collects everything wrong with it: keys without a property,
/// values of the wrong type, empty values. The framework's binder stops at the first. Values are never repeated in a
/// fault: a password that slipped into the wrong key would end up in a log.
/// </summary>
internal sealed class SettingsReader
{
    private readonly List<string> _faults = [];
    private readonly List<string> _notUsedYet = [];
    private IReadOnlyList<string> _knownKeys = [];

    public IReadOnlyList<string> Faults => _faults;

    /// <summary>The keys someone set although this version does nothing with them.</summary>
    public IReadOnlyList<string> NotUsedYet => _notUsedYet;

    public T Read<T>(IConfigurationSection section)
        where T : class, new()
    {
        _knownKeys = [.. SettingKeys.Of(typeof(T), section.Key)];
        var options = new T();
        ReadGroup(options, section, section.Key, notUsedYet: false);
        return options;
    }

    private void ReadGroup(object group, IConfigurationSection section, string path, bool notUsedYet)
    {
        foreach (var child in section.GetChildren())
        {
            if (SettingKeys.Find(group.GetType(), child.Key) is { } property)
            {
                var inert = notUsedYet || property.IsDefined(typeof(NotUsedYetAttribute));
                ReadSetting(group, property, child, $"{path}:{property.Name}", inert);
            }
            else
            {
                ReportUnknown(child);
            }
        }
    }

    private void ReadSetting(object group, PropertyInfo property, IConfigurationSection section, string path, bool notUsedYet)
    {
        if (SettingKeys.IsGroup(property.PropertyType))
        {
            if (!string.IsNullOrEmpty(section.Value))
            {
                _faults.Add($"{path} is a group of settings and takes no value of its own");
            }

            ReadGroup(property.GetValue(group)!, section, path, notUsedYet);
            return;
        }

        var value = SettingKeys.IsList(property.PropertyType) ? ReadList(section, path) : ReadValue(property.PropertyType, section, path);
        if (value is null)
        {
            return;
        }

        property.SetValue(group, value);
        if (notUsedYet)
        {
            _notUsedYet.Add(path);
        }
    }

    private List<string>? ReadList(IConfigurationSection section, string path)
    {
        if (!string.IsNullOrEmpty(section.Value))
        {
            _faults.Add($"{path} is a list: set {path}:0, {path}:1 and so on");
            return null;
        }

        List<string> entries = [];
        foreach (var child in section.GetChildren())
        {
            if (!int.TryParse(child.Key, NumberStyles.None, CultureInfo.InvariantCulture, out _))
            {
                ReportUnknown(child);
            }
            else if (ReadValue(typeof(string), child, $"{path}:{child.Key}") is string entry)
            {
                entries.Add(entry);
            }
        }

        return entries;
    }

    private object? ReadValue(Type type, IConfigurationSection section, string path)
    {
        foreach (var child in section.GetChildren())
        {
            ReportUnknown(child);
        }

        return section.Value switch
        {
            // "null" in a JSON file: the setting is left out.
            null => null,
            "" => Refuse(path, "is empty: give it a value or leave it out"),
            var text when type == typeof(string) => text,
            var text when type == typeof(SetupPassword) => new SetupPassword(text),
            var text when type == typeof(int) =>
                int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
                    ? number : Refuse(path, "must be a whole number"),
            var text when type == typeof(bool) => bool.TryParse(text, out var flag) ? flag : Refuse(path, "must be true or false"),
            _ => throw new NotSupportedException($"{path}: settings of type {type.Name} are not read."),
        };
    }

    private object? Refuse(string path, string demand)
    {
        _faults.Add($"{path} {demand}");
        return null;
    }

    private void ReportUnknown(IConfigurationSection section)
    {
        var children = section.GetChildren().ToList();
        children.ForEach(ReportUnknown);
        if (children.Count == 0)
        {
            _faults.Add($"{section.Path} is not a setting; the nearest known key is {SettingKeys.Nearest(section.Path, _knownKeys)}");
        }
    }
}
