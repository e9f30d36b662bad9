namespace AdminPortal.Shell.Feedback;

/// <summary>
/// One piece of work at a time: starting the next one cancels the previous one atomically, so that two results never both count (race).
/// </summary>
internal sealed class LatestOnly : IDisposable
{
    private CancellationTokenSource source = new();

    public CancellationToken Next()
    {
        Cancel();
        source.Dispose();
        source = new CancellationTokenSource();
        return source.Token;
    }

    public void Cancel() => source.Cancel();

    public void Dispose()
    {
        Cancel();
        source.Dispose();
    }
}
