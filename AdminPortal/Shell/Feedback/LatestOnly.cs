namespace AdminPortal.Shell.Feedback;

/// <summary>One piece of work at a time: the next one cancels the one before, in the same breath, so that no two ever both count.</summary>
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
