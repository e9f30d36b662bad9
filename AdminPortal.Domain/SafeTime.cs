namespace AdminPortal.Domain;

/// <summary>
/// The time by which something may be forgotten for good: the clock's, but never later than the time that has really passed since the start
/// allows. A clock that jumps ahead for a moment must not make an assertion usable again.
/// </summary>
internal sealed class SafeTime(TimeProvider clock)
{
    private readonly DateTimeOffset _startedAt = clock.GetUtcNow();
    private readonly long _start = clock.GetTimestamp();

    public DateTimeOffset Now
    {
        get
        {
            var (told, passed) = (clock.GetUtcNow(), _startedAt + clock.GetElapsedTime(_start));
            return told < passed ? told : passed;
        }
    }
}
