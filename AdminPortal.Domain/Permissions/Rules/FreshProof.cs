namespace AdminPortal.Domain.Permissions.Rules;

/// <summary>How recent a proof of the password has to be.</summary>
public static class FreshProof
{
    /// <summary>How long a proof of the password is recent enough for what requires one (ASVS 7.5.1).</summary>
    public static readonly TimeSpan Lasts = TimeSpan.FromMinutes(60);

    /// <summary>
    /// The clock skew that is tolerated: a clock may be set back by so much while people work. What lies further ahead was written by a wrong
    /// clock, and would outlast every limit.
    /// </summary>
    public static readonly TimeSpan ClockSkew = TimeSpan.FromMinutes(10);

    /// <summary>Not one that lies ahead either: it would last for as long as the clock was wrong.</summary>
    public static bool IsFresh(DateTimeOffset? provedAt, DateTimeOffset now) => now - provedAt <= Lasts && provedAt - now <= ClockSkew;
}
