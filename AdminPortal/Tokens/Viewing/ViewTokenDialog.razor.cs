using AdminPortal.Account;
using AdminPortal.Domain.AccessTokens.Listing;
using AdminPortal.Shell.Feedback;
using Microsoft.AspNetCore.Components;

namespace AdminPortal.Tokens.Viewing;

// This room owns how one token is viewed: its header and claims, in words. It must never show the signed string, which is not stored.

/// <summary>Shows header and claims of one token, read again from its record.</summary>
public sealed partial class ViewTokenDialog(CurrentActor currentActor, GetIssuedToken getToken, ServerCalls calls)
{
    private DecodedToken? token;
    private string? refusal;
    private string? failure;

    [Parameter, EditorRequired]
    public ListedToken Token { get; set; } = default!;

    [Parameter]
    public EventCallback OnClose { get; set; }

    protected override Task OnInitializedAsync() => LoadAsync();

    private async Task LoadAsync()
    {
        failure = null;
        failure = await calls.TryAsync("load a token", async () =>
        {
            var answer = await getToken.ExecuteAsync(Token.JwtId, await currentActor.GetAsync(), CancellationToken.None);
            token = answer.IsSuccess ? answer.Value : null;
            refusal = answer.IsSuccess ? null : answer.Errors[0].Message;
        });
    }
}
