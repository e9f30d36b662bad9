using System.Globalization;

namespace AdminPortal.Account.SignIn;

/// <summary>A waiting time in words, rounded up.</summary>
internal static class Wait
{
    public static string InWords(TimeSpan wait)
    {
        var minutes = Math.Max(1, (int)Math.Ceiling(wait.TotalMinutes));
        return minutes == 1 ? "1 minute" : string.Create(CultureInfo.InvariantCulture, $"{minutes} minutes");
    }
}
