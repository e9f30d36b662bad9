using AdminPortal.Account;
using AdminPortal.ApiClients.Editing;
using AdminPortal.Domain;
using AdminPortal.Domain.ApiClients.Jwks;
using AdminPortal.Domain.ApiClients.Jwks.Fetching;
using AdminPortal.Domain.ApiClients.Rules;
using AdminPortal.Shell.Feedback;
using Microsoft.AspNetCore.Components;

namespace AdminPortal.ApiClients.Keys;

/// <summary>The region "Client JWKs URL" of the Client tab. The address is saved with the form; previewing it stores nothing.</summary>
public sealed partial class JwksSection(PreviewJwks previewJwks, CurrentActor actors, ServerCalls calls)
{
    private JwksPreview? preview;
    private ClientJwks? saved;
    private string? visited;
    private string? refusal;
    private bool busy;

    [Parameter, EditorRequired]
    public ClientForm Form { get; set; } = new();

    [Parameter, EditorRequired]
    public FormFaults Faults { get; set; } = default!;

    /// <summary>None while the client is being added.</summary>
    [Parameter]
    public ClientId? ClientId { get; set; }

    [Parameter]
    public EventCallback OnChange { get; set; }

    /// <summary>Reports whether a published key can be used, after each fetch or read of the cache.</summary>
    [Parameter]
    public EventCallback<bool> OnWorks { get; set; }

    // Cached keys belong to the saved address, and give way to a fresh preview.
    private bool ShowsHeld => !IsBlank && Form.JwksUri == Form.Baseline.JwksUri && preview is null && refusal is null && !busy;

    private bool IsBlank => string.IsNullOrWhiteSpace(Form.JwksUri);

    private (StatusKind Kind, string Text) State => (IsBlank, preview) switch
    {
        (true, _) => JwksCondition.NotConfigured,
        (_, not null) => JwksCondition.Of(preview.Outcome),
        _ => JwksCondition.Of(ShowsHeld ? saved?.Held : null),
    };

    // What another address published says nothing about this one.
    private Task ChangeAsync(string? address)
    {
        Form.JwksUri = address;
        (preview, refusal) = (null, null);
        Faults.Change(ApiClientFields.JwksUri, Form.Details);
        return OnChange.InvokeAsync();
    }

    private Task LookAsync(ClientJwks look)
    {
        saved = look;
        return OnWorks.InvokeAsync(look.Held?.Keys?.Keys.Count > 0);
    }

    // Once per address: leaving the field again is not another request for a preview.
    private async Task LeaveAsync()
    {
        if (!IsBlank && Form.JwksUri != Form.Baseline.JwksUri && Form.JwksUri != visited)
        {
            await PreviewAsync();
        }
        else
        {
            Faults.Leave(ApiClientFields.JwksUri, Form.JwksUri, Form.Details);
        }
    }

    private async Task PreviewAsync()
    {
        var address = Form.JwksUri;
        Faults.Leave(ApiClientFields.JwksUri, address, Form.Details);
        if (IsBlank)
        {
            refusal = "Enter a URL to fetch keys from";
            return;
        }

        if (busy || Faults.Of(ApiClientFields.JwksUri) is not null)
        {
            return;
        }

        (busy, preview, refusal, visited) = (true, null, null, address);
        if (await calls.TryAsync("preview a JWKS URL", () => VisitAsync(address)) is { } reference)
        {
            refusal = $"The keys could not be fetched because of a problem on this server. Reference: {reference}";
        }

        busy = false;
    }

    private async Task VisitAsync(string? address)
    {
        var seen = await previewJwks.ExecuteAsync(address, await actors.GetAsync(), CancellationToken.None);
        if (Form.JwksUri == address)
        {
            preview = seen.IsSuccess ? seen.Value : null;
            refusal = seen.IsSuccess ? null : seen.Errors[0].Message;
            await OnWorks.InvokeAsync(preview?.Outcome is JwksFetchOutcome.Fetched { Keys.Keys.Count: > 0 });
        }
    }
}
