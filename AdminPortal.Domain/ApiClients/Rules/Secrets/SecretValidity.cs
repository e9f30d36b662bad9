using System.Globalization;

namespace AdminPortal.Domain.ApiClients.Rules.Secrets;

/// <summary>How long a secret is valid from its start: whole days, 30 to 365; the page proposes 90.</summary>
public sealed record SecretValidity
{
    public const int MinDays = 30;
    public const int MaxDays = 365;

    private SecretValidity(int days) => Days = days;

    public static SecretValidity Default { get; } = new(90);

    public static IReadOnlyList<int> Presets { get; } = [30, 60, 90, 180, 365];

    public int Days { get; }

    /// <summary>Reads days as a person types them.</summary>
    public static Result<SecretValidity> Create(string? days)
    {
        if (string.IsNullOrWhiteSpace(days))
        {
            return Error("missing", "Enter a validity in days");
        }

        return decimal.TryParse(days.Trim(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            ? number switch
            {
                < MinDays => Error("too_short", $"Validity must be at least {MinDays} days"),
                > MaxDays => Error("too_long", $"Validity must be {MaxDays} days or fewer"),
                _ => new SecretValidity((int)number),
            }
            : Error("malformed", "Enter a whole number of days");
    }

    public DateTimeOffset EndsAt(DateTimeOffset start) => start.AddDays(Days);

    private static PortalError Error(string code, string message) => new($"validity.{code}", message, ApiClientFields.SecretValidity);
}
