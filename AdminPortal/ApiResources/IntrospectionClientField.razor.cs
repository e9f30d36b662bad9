using AdminPortal.Account;
using AdminPortal.Domain.AccessTokens.Introspecting;
using AdminPortal.Domain.ApiResources.Rules;
using AdminPortal.Shell.Feedback;
using Microsoft.AspNetCore.Components;

namespace AdminPortal.ApiResources;

/// <summary>Names the client that may ask about the tokens of a resource server.</summary>
public sealed partial class IntrospectionClientField(
    CurrentActor currentActor, SetIntrospectionClient setIntrospectionClient, ServerCalls calls)
{
    private const int MaxTyped = 64;
    private const string Hint = "The client ID of the application that runs this API. It may introspect any token for this audience; without one, only the "
        + "client that a token was issued to may introspect it.";

    private string? typed;
    private string? error;
    private string? saved;
    private bool saving;

    [Parameter, EditorRequired]
    public ResourceServer Server { get; set; } = default!;

    /// <summary>The resource server has changed since it was loaded, through this field or by someone else.</summary>
    [Parameter]
    public EventCallback OnChanged { get; set; }

    protected override void OnInitialized() => typed = Server.IntrospectionClient?.Value;

    private void Type(string? text) => (typed, saved) = (text, null);

    private async Task SaveAsync()
    {
        if (saving)
        {
            return;
        }

        (saving, saved, error) = (true, null, null);
        error = (await calls.TryChangeAsync("save an introspection client", SetAsync))?.Message ?? error;
        saving = false;
    }

    private async Task SetAsync()
    {
        var command = new SetIntrospectionClientCommand(Server.Id, typed, Server.IntrospectionClient);
        var answer = await setIntrospectionClient.ExecuteAsync(command, await currentActor.GetAsync(), CancellationToken.None);
        if (answer.IsSuccess)
        {
            typed = answer.Value?.Value;
            saved = typed is null ? "Saved: no client may introspect tokens for this API" : $"Saved: {typed} may introspect tokens for this API";
        }

        error = answer.IsSuccess ? null : answer.Errors[0].Message;
        await OnChanged.InvokeAsync();
    }
}
