// The zone's name, and its display names at this year's offsets ("CET" at 60, "CEST" at 120).
export function describe() {
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone ?? "UTC";
  const year = new Date().getFullYear();
  const names = [new Date(year, 0, 1), new Date(year, 6, 1)]
    .map(day => ({ minutes: -day.getTimezoneOffset(), name: nameOf(day) }));
  return { zone, names };
}

// Each English locale abbreviates only zones of its own region and says "GMT+1" for the rest.
function nameOf(day) {
  const found = ["en-GB", "en-US", "en-AU"].map(locale =>
    new Intl.DateTimeFormat(locale, { timeZoneName: "short" }).formatToParts(day).find(part => part.type === "timeZoneName").value);
  return found.find(name => !/^(GMT|UTC)[+\-−]/.test(name)) ?? found[0];
}
