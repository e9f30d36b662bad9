using AdminPortal.Account;
using AdminPortal.Domain.SigningKeys.Listing;
using AdminPortal.Domain.SigningKeys.Rotation;
using AdminPortal.Domain.SigningKeys.Rules;
using AdminPortal.Shell.Feedback;
using AdminPortal.Shell.Navigation;
using AdminPortal.Shell.Scripts;
using AdminPortal.Shell.Time;
using Microsoft.AspNetCore.Components;

namespace AdminPortal.SigningKeys;

// This room owns what administrators see of the signing keys and do with them. It protects them from a step that cannot be undone: each
// dialog states what it costs. It must never see a private half.

/// <summary>The keys that sign access tokens: planned rotation, emergency replacement, and revoking a key that has signed.</summary>
public sealed partial class SigningKeyBoard(
    CurrentActor currentActor, ListSigningKeys listSigningKeys, PasswordProof proof, StatusMessages messages, BrowserScripts scripts,
    ServerCalls calls)
{
    private SigningKeyOverview? overview;
    private string? failure;
    private bool rotating;
    private bool replacing;
    private SigningKeyView? revoking;
    private string? focus;

    /// <summary>Full access to this module; without it there is no button.</summary>
    [Parameter, EditorRequired]
    public bool MayChange { get; set; }

    [CascadingParameter]
    public ReaderTimeZone Zone { get; set; } = ReaderTimeZone.Utc;

    protected override Task OnInitializedAsync() => LoadAsync();

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (focus is { } target)
        {
            focus = null;
            await scripts.FocusAsync(target);
        }
    }

    private async Task LoadAsync()
    {
        failure = null;
        failure = await calls.TryAsync(
            "load the signing keys",
            async () => overview = (await listSigningKeys.ExecuteAsync(await currentActor.GetAsync(), CancellationToken.None)).Value);
    }

    // Each dialog shows the keys as they are now, not as they were when the page was opened.
    private async Task AskToRotateAsync()
    {
        await LoadAsync();
        rotating = failure is null;
    }

    private async Task AskToReplaceAsync()
    {
        if (await proof.EnsureAsync())
        {
            await LoadAsync();
            replacing = failure is null;
        }
    }

    // A key that has left the key set meanwhile needs no action: the list shows it. Its button is gone, so the heading takes the focus.
    private async Task AskToRevokeAsync(string keyId)
    {
        if (await proof.EnsureAsync())
        {
            await LoadAsync();
            revoking = failure is null ? overview?.Previous.FirstOrDefault(key => key.KeyId == keyId && key.State == SigningKeyState.Retired) : null;
            focus = revoking is null ? PageHeader.HeadingId : null;
        }
    }

    private Task RotatedAsync(AnnouncedSuccessor successor)
    {
        rotating = false;
        messages.Success(successor.IsNew
            ? $"A new key is published; it signs from {Zone.Exact(successor.MaySignFrom)}"
            : $"A new key was published already; it signs from {Zone.Exact(successor.MaySignFrom)}");
        return LoadAsync();
    }

    private Task ReplacedAsync()
    {
        replacing = false;
        return LoadAsync();
    }

    private async Task RevokedAsync()
    {
        revoking = null;
        await LoadAsync();
        focus = PageHeader.HeadingId;
    }
}
