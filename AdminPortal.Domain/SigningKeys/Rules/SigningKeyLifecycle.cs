namespace AdminPortal.Domain.SigningKeys.Rules;

/// <summary>A due step of the signing keys' life cycle.</summary>
internal abstract record SigningKeyStep
{
    private SigningKeyStep()
    {
    }

    /// <summary>A new key is published.</summary>
    internal sealed record Announce(string Algorithm, DateTimeOffset MaySignFrom) : SigningKeyStep;

    /// <summary>An announced key starts signing.</summary>
    internal sealed record Start(SigningKey Key) : SigningKeyStep;

    /// <summary>A key stops signing.</summary>
    internal sealed record Retire(SigningKey Key) : SigningKeyStep;

    /// <summary>A key has times in the future, from a clock that was wrong at that time.</summary>
    internal sealed record PutRight(SigningKey Key) : SigningKeyStep;
}

/// <summary>
/// Announced, signing, retired, gone: decides what is due. No key signs before every verifier that caches the key set has seen it, and
/// there is always one that signs.
/// </summary>
public static class SigningKeyLifecycle
{
    /// <summary>For so long anybody may keep a copy of the key set: the age that it names.</summary>
    public static readonly TimeSpan KeySetAge = TimeSpan.FromMinutes(5);

    /// <summary>Longer than anybody keeps a copy of the key set.</summary>
    public static readonly TimeSpan Announcement = TimeSpan.FromHours(24);

    /// <summary>The age of a key at which its successor starts signing.</summary>
    public static readonly TimeSpan SigningPeriod = TimeSpan.FromDays(90);

    // Clock skew between nodes.
    private static readonly TimeSpan Slack = TimeSpan.FromMinutes(1);

    /// <summary>The algorithm to sign with: the configured one, or else the current one.</summary>
    internal static string AlgorithmOf(IEnumerable<SigningKey> keys, string? setting) =>
        setting ?? keys.FirstOrDefault(key => key.State == SigningKeyState.Signing)?.Algorithm ?? SigningAlgorithms.Default;

    /// <summary>The next key for the same algorithm, if it is already published.</summary>
    internal static SigningKey? SuccessorAmong(IEnumerable<SigningKey> keys, string algorithm) =>
        keys.FirstOrDefault(key => key.State == SigningKeyState.Announced && key.Algorithm == algorithm);

    /// <summary>
    /// The next step, to be taken before this is called again; null when nothing is due. It is due by <paramref name="now"/>, and a new
    /// key's waiting time counts from <paramref name="latest"/>: the same except for a clock that is not proven yet.
    /// </summary>
    internal static SigningKeyStep? Next(IReadOnlyList<SigningKey> keys, string algorithm, DateTimeOffset now, DateTimeOffset latest)
    {
        // If several sign, the most recent one stays.
        var signing = keys.Where(key => key.State == SigningKeyState.Signing)
            .OrderBy(key => key.Algorithm == algorithm).ThenBy(key => key.SigningSince).ThenBy(key => key.CreatedAt)
            .ToList();
        var announced = keys.Where(key => key.State == SigningKeyState.Announced).OrderBy(key => key.MaySignFrom).ToList();
        var missing = SigningAlgorithms.All.FirstOrDefault(name =>
            announced.TrueForAll(key => key.Algorithm != name) && NeedsAnnouncement(name, signing, algorithm, now));
        return (missing, ToStart(announced, signing, algorithm, now), signing.Count) switch
        {
            (not null, _, _) => new SigningKeyStep.Announce(missing, FirstSignature(keys, now, latest)),
            (null, { } due, _) => new SigningKeyStep.Start(due),
            (null, null, > 1) => new SigningKeyStep.Retire(signing[0]),
            _ => null,
        };
    }

    /// <summary>
    /// The next key whose times are further in the future than the life cycle allows; null when there is none. Uncorrected, it would wait
    /// or sign for as long as the clock was ahead, and no other would replace it.
    /// </summary>
    internal static SigningKeyStep? NextCorrection(IEnumerable<SigningKey> keys, DateTimeOffset now) =>
        keys.FirstOrDefault(key => key.LiesAheadOf(now + Slack, now + Announcement + Slack)) is { } wrong ? new SigningKeyStep.PutRight(wrong) : null;

    // Every algorithm has an announced key, except the one in use: its next key comes when the signing period ends.
    private static bool NeedsAnnouncement(string name, List<SigningKey> signing, string algorithm, DateTimeOffset now) =>
        signing.FindLast(key => key.Algorithm == name) is not { } atWork
        || (name == algorithm && atWork.SigningSince + SigningPeriod - Announcement <= now);

    // No verifier has cached a key set that was never published.
    private static DateTimeOffset FirstSignature(IEnumerable<SigningKey> keys, DateTimeOffset now, DateTimeOffset latest) =>
        keys.All(key => key.CreatedAt == latest) ? now : latest + Announcement;

    private static SigningKey? ToStart(List<SigningKey> announced, List<SigningKey> signing, string algorithm, DateTimeOffset now) =>
        announced.Find(key => key.Algorithm == algorithm && key.MaySignFrom <= now)
        ?? (signing.Count > 0 ? null : announced.Find(key => key.MaySignFrom <= now) ?? announced.Find(key => key.Algorithm == algorithm));
}
