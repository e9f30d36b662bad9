using System.ComponentModel;
using System.Globalization;

namespace AdminPortal.Hosting.Settings;

/// <summary>The first administrator's password as configured; its ToString is its type's name, never its value.</summary>
[TypeConverter(typeof(SetupPasswordConverter))]
public sealed class SetupPassword(string value)
{
    public string Reveal() => value;

    public override string ToString() => nameof(SetupPassword);
}

/// <summary>How the framework's binder makes one of a setting's text.</summary>
internal sealed class SetupPasswordConverter : TypeConverter
{
    public override bool CanConvertFrom(ITypeDescriptorContext? context, Type sourceType) => sourceType == typeof(string);

    public override object ConvertFrom(ITypeDescriptorContext? context, CultureInfo? culture, object value) => new SetupPassword((string)value);
}
