using AdminPortal.Account;
using AdminPortal.Domain;
using AdminPortal.Domain.ApiClients.Secrets;
using AdminPortal.Shell.Feedback;
using Microsoft.AspNetCore.Components;

namespace AdminPortal.ApiClients.Secrets;

// This room owns how a secret is requested, shown once and deleted. It protects the plaintext, which exists in one dialog only and is gone
// with it. It must never close that dialog before the secret has been stored or discarded.

/// <summary>The region "Secret" of the Client tab. It shows and asks; its parent stores.</summary>
public sealed partial class SecretSection(GenerateClientSecret generate, PasswordProof proof, CurrentActor actors, ServerCalls calls)
{
    private bool adding;
    private bool generating;
    private string? problem;
    private ShownSecret? shown;
    private SecretRow? deleting;

    /// <summary>Oldest first.</summary>
    [Parameter, EditorRequired]
    public IReadOnlyList<SecretRow> Rows { get; set; } = [];

    /// <summary>None on the Add page: a new secret becomes active with the save.</summary>
    [Parameter]
    public ClientId? ClientId { get; set; }

    [Parameter]
    public bool IsReadOnly { get; set; }

    /// <summary>Whether the client can also authenticate without a secret.</summary>
    [Parameter]
    public bool HasWorkingKey { get; set; }

    [Parameter]
    public Func<NewSecret, Task<PortalError?>> Store { get; set; } = _ => Task.FromResult<PortalError?>(null);

    [Parameter]
    public EventCallback<SecretRow> OnDelete { get; set; }

    private async Task AddAsync()
    {
        problem = null;
        adding = await proof.EnsureAsync();
    }

    private async Task GenerateAsync(SecretChoice chosen)
    {
        if (generating)
        {
            return;
        }

        (generating, problem) = (true, null);
        // Before the secret is shown: otherwise one that cannot be stored might be copied in vain.
        if (await proof.EnsureAsync())
        {
            problem = (await calls.TryChangeAsync("generate a secret", () => ShowAsync(chosen)))?.Message ?? problem;
        }

        generating = false;
    }

    private async Task ShowAsync(SecretChoice chosen)
    {
        var generated = await generate.ExecuteAsync(ClientId, chosen.Validity, await actors.GetAsync(), CancellationToken.None);
        problem = generated.Error?.Message;
        // Whoever cancelled meanwhile wants none: what was made is nothing until it is stored.
        if (!generated.IsSuccess || !adding)
        {
            return;
        }

        var gone = chosen.DeleteFirst ?? chosen.Displaces;
        var dies = Rows.FirstOrDefault(row => row.Id == gone) is { } row ? $"{row.Display} stops working then." : "";
        shown = new ShownSecret(generated.Value, chosen, dies);
        adding = false;
    }

    private async Task DeleteAsync()
    {
        var row = deleting!;
        deleting = null;
        await OnDelete.InvokeAsync(row);
    }
}
