namespace AdminPortal.Hosting.Settings;

/// <summary>
/// Marks settings that are specified and validated but have no effect in this version: setting one causes a warning at the start.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class NotUsedYetAttribute : Attribute;
