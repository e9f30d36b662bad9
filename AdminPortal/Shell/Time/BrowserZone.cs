namespace AdminPortal.Shell.Time;

/// <summary>A time zone as the browser tells it: its IANA name, and what people call it at the offsets it has this year.</summary>
public sealed record BrowserZone(string Zone, IReadOnlyList<ZoneName> Names);

/// <summary>"CET" at 60 minutes, "CEST" at 120.</summary>
public sealed record ZoneName(int Minutes, string Name);
