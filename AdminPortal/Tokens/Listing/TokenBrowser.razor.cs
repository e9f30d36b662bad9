using System.Globalization;
using AdminPortal.Account;
using AdminPortal.Domain.AccessTokens.Listing;
using AdminPortal.Domain.AccessTokens.Rules;
using AdminPortal.Domain.Permissions.Rules;
using AdminPortal.Shell.Feedback;
using AdminPortal.Shell.Navigation;
using AdminPortal.Shell.Scripts;
using AdminPortal.Tokens.Revoking;
using Microsoft.AspNetCore.Components;

namespace AdminPortal.Tokens.Listing;

// This room owns what administrators see of access tokens and do with them. It protects an honest picture: a token revoked here is dead for
// services that use introspection, and every dialog says which services do not. It must never show a signed token, which it does not have.

/// <summary>Loads and shows one page of tokens. Its parent says which page, and handles requests for another.</summary>
public sealed partial class TokenBrowser(
    CurrentActor currentActor,
    ListIssuedTokens listTokens,
    BrowserScripts scripts,
    ServerCalls calls) : IDisposable
{
    private readonly LatestOnly question = new();
    private TokenQuery? asked;
    private TokenPage? page;
    private ListedToken? viewing;
    private Revocation? revoking;
    private string? refusal;
    private string? failure;
    private string? focus;
    private bool loading = true;
    private bool turned;

    [Parameter, EditorRequired]
    public TokenQuery Query { get; set; } = new();

    /// <summary>What the person may do: it decides what is shown; the gate decides what is done.</summary>
    [Parameter, EditorRequired]
    public AdministratorPermissions Held { get; set; } = AdministratorPermissions.Nothing;

    /// <summary>False where the surrounding page is about one client.</summary>
    [Parameter]
    public bool ShowsClient { get; set; } = true;

    /// <summary>Columns shown in addition to the default ones.</summary>
    [Parameter]
    public TokenColumns Columns { get; set; }

    /// <summary>Whether its tab is selected; until then the store is not queried.</summary>
    [Parameter]
    public bool IsShown { get; set; } = true;

    /// <summary>The page before or after this one is requested.</summary>
    [Parameter]
    public EventCallback<TokenQuery> OnTurn { get; set; }

    /// <summary>Other filters are requested, starting at the first page.</summary>
    [Parameter]
    public EventCallback<TokenQuery> OnRefine { get; set; }

    private bool MayRevoke => Held.MayChange(PortalModule.Tokens);

    private bool HasClientNote => page is { OnlyClient: not null } or { HasMoreClients: true };

    private string CountInWords => page switch
    {
        null => "",
        { Rows.Count: 1 } => "1 token on this page",
        _ => string.Create(CultureInfo.InvariantCulture, $"{page.Rows.Count} tokens on this page"),
    };

    public void Dispose()
    {
        StopWatching();
        question.Dispose();
    }

    protected override async Task OnParametersSetAsync()
    {
        if (!IsShown || Query == asked)
        {
            return;
        }

        asked = Query;
        await LoadAsync();
        if (turned && page is { Rows.Count: > 0 })
        {
            focus = TokenTable.IdOf(page.Rows[0]);
        }

        turned = false;
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            Watch();
        }

        if (focus is { } target)
        {
            focus = null;
            await scripts.FocusAsync(target);
        }
    }

    private async Task LoadAsync()
    {
        // A later query makes the answer to this one stale: it is dropped, however late it arrives.
        var cancellation = question.Next();
        loading = true;
        failure = null;
        StateHasChanged();
        var reference = await calls.TryAsync("load the tokens", () => AskAsync(cancellation), cancellation);
        if (cancellation.IsCancellationRequested)
        {
            return;
        }

        picked = reference is null ? picked : Nothing;
        (failure, newer, loading) = (reference, 0, false);
        StateHasChanged();
    }

    private async Task AskAsync(CancellationToken cancellation)
    {
        var answer = await listTokens.ExecuteAsync(Query, await currentActor.GetAsync(cancellation), cancellation);
        cancellation.ThrowIfCancellationRequested();
        refusal = answer.IsSuccess ? null : answer.Errors[0].Message;
        page = answer.IsSuccess ? answer.Value : null;
        KeepPicked();
    }

    private Task TurnAsync(TokenQuery next)
    {
        turned = true;
        return OnTurn.InvokeAsync(next);
    }

    private Task ClearAsync() => OnRefine.InvokeAsync(new TokenQuery { Client = ShowsClient ? null : Query.Client, Issued = Period.Any });

    private Task ShowAllClientsAsync() => OnRefine.InvokeAsync(Query with { Client = null, Search = Query.Client is null ? "" : Query.Search });

    // To what became of the one token, where its row is still there; of several no row is the one to go to.
    private async Task AfterRevocationAsync()
    {
        var revoked = (revoking as Revocation.OfToken)?.Token;
        revoking = null;
        await LoadAsync();
        focus = revoked is not null && page?.Rows.Any(row => row.JwtId == revoked.JwtId) is true ? TokenTable.StatusIdOf(revoked) : PageHeader.HeadingId;
        StateHasChanged();
    }
}
