namespace AdminPortal.Shell.Feedback;

/// <summary>
/// The text of a search box: sent once the person pauses (debounced), and not overwritten by answers that arrive meanwhile.
/// </summary>
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

        // The echo of our own sending must not overwrite what was typed since; a change from elsewhere counts.
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

    /// <summary>Empties the box without sending.</summary>
    public void Clear()
    {
        _typing.Cancel();
        Text = _sent = "";
    }

    public void Dispose() => _typing.Dispose();
}
