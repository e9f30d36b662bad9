using AdminPortal.Account;
using AdminPortal.ApiClients.Editing;
using AdminPortal.Domain.ApiClients;
using AdminPortal.Domain.ApiClients.Jwks;
using AdminPortal.Domain.ApiClients.Jwks.Fetching;
using AdminPortal.Shell.Feedback;
using Microsoft.AspNetCore.Components;

namespace AdminPortal.ApiClients.Keys;

/// <summary>The region "Client JWKs URL" of the Client tab. The address is saved with the form; looking at it stores nothing.</summary>
public sealed partial class JwksSection(PreviewJwks previewJwks, CurrentActor actors, ILogger<JwksSection> logger)
{
    private JwksPreview? preview;
    private string? refusal;
    private bool busy;

    [Parameter, EditorRequired]
    public ClientForm Form { get; set; } = new();

    [Parameter, EditorRequired]
    public FormFaults Faults { get; set; } = default!;

    [Parameter]
    public EventCallback OnChange { get; set; }

    private bool IsBlank => string.IsNullOrWhiteSpace(Form.JwksUri);

    private (StatusKind Kind, string Text) State => (IsBlank, preview?.Outcome) switch
    {
        (true, _) => (StatusKind.Neutral, "Not configured"),
        (_, JwksFetchOutcome.Fetched { Keys: { Keys.Count: > 0, LeftOut.Count: 0 } }) => (StatusKind.Success, "Active"),
        (_, JwksFetchOutcome.Fetched or JwksFetchOutcome.Failed) => (StatusKind.Warning, "Needs attention"),
        _ => (StatusKind.Neutral, "Not verified"),
    };

    // What another address published says nothing about this one.
    private Task ChangeAsync(string? address)
    {
        Form.JwksUri = address;
        (preview, refusal) = (null, null);
        Faults.Change(nameof(ApiClientDetails.JwksUri), Form.Details);
        return OnChange.InvokeAsync();
    }

    private void Leave() => Faults.Leave(nameof(ApiClientDetails.JwksUri), Form.JwksUri, Form.Details);

    private async Task PreviewAsync()
    {
        var address = Form.JwksUri;
        Leave();
        if (IsBlank)
        {
            refusal = "Enter an address to fetch keys from";
            return;
        }

        if (busy || Faults.Of(nameof(ApiClientDetails.JwksUri)) is not null)
        {
            return;
        }

        (busy, preview, refusal) = (true, null, null);
        try
        {
            var seen = await previewJwks.ExecuteAsync(address, await actors.GetAsync(), CancellationToken.None);
            if (Form.JwksUri == address)
            {
                preview = seen.IsSuccess ? seen.Value : null;
                refusal = seen.IsSuccess ? null : seen.Errors[0].Message;
            }
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            // Left to the page's error boundary, it would take the form and all that was typed with it.
            var reference = Reference.New();
            PreviewFailed(logger, fault, reference);
            refusal = $"The keys could not be fetched for a reason on the side of the server. Reference: {reference}";
        }
        finally
        {
            busy = false;
        }
    }

    [LoggerMessage(102, LogLevel.Error, "Previewing a JWKS URL failed. Reference: {Reference}")]
    private static partial void PreviewFailed(ILogger logger, Exception fault, string reference);
}
