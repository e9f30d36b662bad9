using AdminPortal.Account;
using AdminPortal.Domain.ApiResources;
using AdminPortal.Domain.ApiResources.Rules;
using AdminPortal.Shell.Feedback;
using Microsoft.AspNetCore.Components;

namespace AdminPortal.ApiResources;

// This room owns what administrators see of the catalogue, and the client that may ask about an API's tokens. It must never change the
// catalogue itself, which comes from a file.

/// <summary>The catalogue: which resource servers there are, their services, and the roles of each.</summary>
public sealed partial class ApiResourceList(CurrentActor currentActor, ListResourceServers listResourceServers, ServerCalls calls)
{
    private IReadOnlyList<ResourceServer>? servers;
    private ResourceServer? viewed;
    private string? failure;
    private bool isRefused;

    /// <summary>Whether the person may change a resource server; the use case asks the gate all the same.</summary>
    [Parameter]
    public bool MayChange { get; set; }

    protected override Task OnInitializedAsync() => LoadAsync();

    private async Task LoadAsync()
    {
        failure = null;
        failure = await calls.TryAsync("load the API resources", async () =>
        {
            var answer = await listResourceServers.ExecuteAsync(await currentActor.GetAsync(), CancellationToken.None);
            // Refused: the permission was revoked between the page's check and this one.
            isRefused = !answer.IsSuccess;
            servers = answer.IsSuccess ? answer.Value : null;
            viewed = servers?.FirstOrDefault(server => server.Id == viewed?.Id);
        });
    }
}
