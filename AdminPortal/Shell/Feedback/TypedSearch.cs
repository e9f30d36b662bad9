namespace AdminPortal.Shell.Feedback;

/// <summary>What stands in a search box: sent once the person pauses, and not undone by what comes back meanwhile.</summary>
internal sealed class TypedSearch(TimeProvider clock, Func<string, Task> send) : IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(300);

    private readonly LatestOnly _typing = new();
    private string _sent = "";
    private string _seen = "";

    public string Text { get; private set; } = "";

    /// <summary>The list shows the results of <paramref name="search"/>.</summary>
    public void Show(string search)
    {
        if (search == _seen)
        {
            return;
        }

        // What comes back of our own sending must not undo what was typed since; what comes from elsewhere counts.
        _seen = search;
        if (_seen != _sent)
        {
            Text = _sent = _seen;
        }
    }

    public async Task TypeAsync(string? text)
    {
        Text = text ?? "";
        try
        {
            await Task.Delay(Pause, clock, _typing.Next());
        }
        catch (OperationCanceledException)
        {
            return;
        }

        _sent = Text.Trim();
        await send(_sent);
    }

    /// <summary>Empties the box and sends nothing.</summary>
    public void Clear()
    {
        _typing.Cancel();
        Text = _sent = "";
    }

    public void Dispose() => _typing.Dispose();
}
