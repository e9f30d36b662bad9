namespace AdminPortal.Shell.Time;

/// <summary>A time zone as reported by the browser: its IANA name, and its display names at this year's offsets.</summary>
public sealed record BrowserZone(string Zone, IReadOnlyList<ZoneName> Names);

/// <summary>"CET" at 60 minutes, "CEST" at 120.</summary>
public sealed record ZoneName(int Minutes, string Name);
