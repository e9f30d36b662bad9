namespace AdminPortal.Domain.AccessTokens.Rules;

/// <summary>A period by which a list is filtered. Its start is inclusive, its end exclusive.</summary>
public abstract record Period
{
    // Bounds for any typed input: nothing is older than computers or beyond the calendar.
    private static readonly DateTimeOffset Earliest = DateTimeOffset.UnixEpoch.AddDays(2);
    private static readonly DateTimeOffset Latest = new(9000, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private Period()
    {
    }

    public static Period Any { get; } = new AnyTime();

    /// <summary>Both ends; null means open.</summary>
    public abstract (DateTimeOffset? From, DateTimeOffset? Until) At(DateTimeOffset now);

    public sealed record AnyTime : Period
    {
        public override (DateTimeOffset? From, DateTimeOffset? Until) At(DateTimeOffset now) => (null, null);
    }

    /// <summary>Up to now, this very millisecond included.</summary>
    public sealed record Past(TimeSpan Length) : Period
    {
        public override (DateTimeOffset? From, DateTimeOffset? Until) At(DateTimeOffset now) => (now - Length, now.AddMilliseconds(1));
    }

    /// <summary>From now on, the last millisecond included.</summary>
    public sealed record Ahead(TimeSpan Length) : Period
    {
        public override (DateTimeOffset? From, DateTimeOffset? Until) At(DateTimeOffset now) => (now, now + Length + TimeSpan.FromMilliseconds(1));
    }

    public sealed record Between(DateTimeOffset? From, DateTimeOffset? Until) : Period
    {
        public override (DateTimeOffset? From, DateTimeOffset? Until) At(DateTimeOffset now) => (Bounded(From), Bounded(Until));

        private static DateTimeOffset? Bounded(DateTimeOffset? time) =>
            time < Earliest ? Earliest : time > Latest ? Latest : time;
    }
}
