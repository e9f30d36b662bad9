using System.Globalization;
using AdminPortal.Domain;
using AdminPortal.Domain.ApiClients;
using AdminPortal.Domain.ApiClients.Rules.Secrets;
using AdminPortal.Shell.Time;
using Microsoft.AspNetCore.Components;

namespace AdminPortal.ApiClients.Secrets;

/// <summary>Asks for the validity, and for a third secret which one it replaces. Nothing is generated or stored here.</summary>
public sealed partial class AddSecretDialog(TimeProvider clock)
{
    private static readonly TimeSpan InUse = TimeSpan.FromDays(7);

    private string? days = SecretValidity.Default.Days.ToString(CultureInfo.InvariantCulture);
    private Result<SecretValidity> validity = SecretValidity.Default;
    private string? error;
    private bool deleteOlder;

    /// <summary>The secrets there are, oldest first.</summary>
    [Parameter, EditorRequired]
    public IReadOnlyList<SecretRow> Rows { get; set; } = [];

    [Parameter]
    public bool StartsOnSave { get; set; }

    /// <summary>Why no secret could be made, in a sentence.</summary>
    [Parameter]
    public string? Problem { get; set; }

    [Parameter, EditorRequired]
    public EventCallback<SecretChoice> OnGenerate { get; set; }

    [Parameter, EditorRequired]
    public EventCallback OnCancel { get; set; }

    private TimeProvider Clock => clock;

    private SecretRow? Newest => Rows.Count < ClientSecrets.Limit ? null : Rows[^1];

    private SecretRow? Older => Rows.Count < ClientSecrets.Limit ? null : Rows[^2];

    private bool SaferOrder => WasUsed(Newest) && !WasUsed(Older);

    private bool BothInUse => WasUsed(Newest) && WasUsed(Older);

    private bool WasUsed(SecretRow? row) => row?.Stored?.LastUsedAt is { } used && clock.GetUtcNow() - used < InUse;

    private string LastUse(SecretView stored) => stored.LastUsedAt is { } used
        ? $"last used {RelativeTime.Describe(used, clock.GetUtcNow()) ?? $"more than {RelativeTime.Reach.Days} days ago"}"
        : "never used";

    private void Type(string? typed) => (days, validity) = (typed, SecretValidity.Create(typed));

    private void Preset(int preset)
    {
        Type(preset.ToString(CultureInfo.InvariantCulture));
        error = null;
    }

    private async Task GenerateAsync()
    {
        error = validity.IsSuccess ? null : validity.Errors[0].Message;
        if (error is null)
        {
            await OnGenerate.InvokeAsync(new SecretChoice(
                validity.Value, deleteOlder ? Older?.Id : null, deleteOlder ? null : Newest?.Id));
        }
    }
}
