using System.Globalization;

namespace AdminPortal.Domain.ApiClients.Rules;

/// <summary>How long an access token of a client is valid: whole minutes, 1 to 1440 (24 hours); 60 by default.</summary>
public sealed record AccessTokenLifetime
{
    public const int MinMinutes = 1;
    public const int MaxMinutes = 1440;

    /// <summary>The same in hours, as sentences say it.</summary>
    public const int MaxHours = MaxMinutes / 60;

    // One shared object per length: a store may hold a hundred thousand clients.
    private static readonly AccessTokenLifetime[] All = [.. Enumerable.Range(MinMinutes, MaxMinutes).Select(minutes => new AccessTokenLifetime(minutes))];

    private AccessTokenLifetime(int minutes) => Minutes = minutes;

    public static AccessTokenLifetime Default { get; } = All[60 - MinMinutes];

    public int Minutes { get; }

    public TimeSpan Span => TimeSpan.FromMinutes(Minutes);

    /// <summary>Reads minutes as a person types them.</summary>
    public static Result<AccessTokenLifetime> Create(string? minutes)
    {
        if (string.IsNullOrWhiteSpace(minutes))
        {
            return ApiClientErrors.LifetimeMissing;
        }

        // A long run of digits is still a whole number: it is too large, and the person should be told so.
        return decimal.TryParse(minutes.Trim(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            ? Create(number)
            : ApiClientErrors.LifetimeNotWhole;
    }

    public static Result<AccessTokenLifetime> Create(decimal minutes) => minutes switch
    {
        < MinMinutes => ApiClientErrors.LifetimeTooShort,
        > MaxMinutes => ApiClientErrors.LifetimeTooLong,
        _ when decimal.Truncate(minutes) != minutes => ApiClientErrors.LifetimeNotWhole,
        _ => All[(int)minutes - MinMinutes],
    };

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Minutes} min");
}
