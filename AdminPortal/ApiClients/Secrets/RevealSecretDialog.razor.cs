using System.Text.Json;
using AdminPortal.Domain;
using AdminPortal.Domain.Administrators;
using AdminPortal.Domain.ApiClients.Secrets;
using AdminPortal.Hosting;
using AdminPortal.Hosting.Settings;
using AdminPortal.Shell.Feedback;
using AdminPortal.Shell.Scripts;
using Microsoft.AspNetCore.Components;

namespace AdminPortal.ApiClients.Secrets;

/// <summary>
/// Shows a secret, and at <c>Done</c> hands on what may be kept of it. The value comes after an interaction (so never in prerendered HTML),
/// and is gone with the dialog.
/// </summary>
public sealed partial class RevealSecretDialog(BrowserScripts scripts, PortalOptions options, TimeProvider clock) : IDisposable
{
    private GeneratedSecret? secret;
    private bool stored;
    private bool busy;
    private string? problem;
    private string? failure;

    [Parameter, EditorRequired]
    public ShownSecret Shown { get; set; } = default!;

    /// <summary>None on the Add page, where the client is created by the save.</summary>
    [Parameter]
    public ClientId? ClientId { get; set; }

    /// <summary>Stores it; returns the error, if any.</summary>
    [Parameter, EditorRequired]
    public Func<NewSecret, Task<PortalError?>> Store { get; set; } = _ => Task.FromResult<PortalError?>(null);

    [Parameter, EditorRequired]
    public EventCallback OnClosed { get; set; }

    private TimeProvider Clock => clock;

    private string TokenUrl => options.Issuer + OAuthPaths.Token;

    public void Dispose() => secret = null;

    protected override void OnInitialized() => secret = Shown.Secret;

    private async Task DoneAsync()
    {
        if (busy || secret is null)
        {
            return;
        }

        busy = true;
        var error = await Store(new NewSecret(secret.Pending, Shown.Choice));
        busy = false;
        problem = error?.Code == ServerCalls.FailedCode ? error.Message : null;
        if (error?.Code is PermissionErrors.ProofNeededCode or ServerCalls.FailedCode)
        {
            // The password prompt was cancelled, or the store did not answer: the secret can still be stored, or discarded.
            return;
        }

        secret = null;
        failure = error?.Message;
        if (failure is null)
        {
            await OnClosed.InvokeAsync();
        }
    }

    private Task DiscardAsync()
    {
        secret = null;
        return OnClosed.InvokeAsync();
    }

    private Task DownloadEnvAsync()
    {
        var clientId = ClientId is null ? "" : $"CLIENT_ID={ClientId}\n";
        return scripts.DownloadAsync("client-secret.env", $"{clientId}CLIENT_SECRET={secret?.Plaintext.Reveal()}\nTOKEN_URL={TokenUrl}\n");
    }

    private Task DownloadJsonAsync()
    {
        var values = new Dictionary<string, string?>(StringComparer.Ordinal) { ["client_secret"] = secret?.Plaintext.Reveal(), ["token_url"] = TokenUrl };
        if (ClientId is not null)
        {
            values["client_id"] = ClientId.Value;
        }

        return scripts.DownloadAsync("client-secret.json", JsonSerializer.Serialize(values), "application/json");
    }
}
