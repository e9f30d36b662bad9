using System.Globalization;
using AdminPortal.Shell.Feedback;

namespace AdminPortal.ApiClients.Secrets;

/// <summary>The words and the colour of an expiry: calm until 30 days before, a warning after that, urgent in the last 7.</summary>
public static class ExpiryState
{
    private const int WarnDays = 30;
    private const int UrgentDays = 7;

    public static (StatusKind Kind, string Text) Of(DateTimeOffset expiresAt, DateTimeOffset now)
    {
        var days = (int)Math.Ceiling((expiresAt - now).TotalDays);
        return days switch
        {
            _ when expiresAt <= now => (StatusKind.Error, "Expired"),
            <= UrgentDays => (StatusKind.Error, InDays(days)),
            <= WarnDays => (StatusKind.Warning, InDays(days)),
            _ => (StatusKind.Success, "Active"),
        };
    }

    private static string InDays(int days) =>
        days == 1 ? "Expires within a day" : string.Create(CultureInfo.InvariantCulture, $"Expires in {days} days");
}
