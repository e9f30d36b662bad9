namespace AdminPortal.Hosting.Settings;

/// <summary>
/// Marks settings that are promised and checked but without effect in this version: whoever sets one is told so at start.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class NotUsedYetAttribute : Attribute;
