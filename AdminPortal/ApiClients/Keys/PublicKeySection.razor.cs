using AdminPortal.Domain;
using AdminPortal.Domain.ApiClients.Rules.PublicKeys;
using AdminPortal.Shell.Feedback;
using Microsoft.AspNetCore.Components;

namespace AdminPortal.ApiClients.Keys;

// This room owns what people do with a client's keys: upload, paste, preview, remove. It protects private keys, which are refused before
// they leave the browser. It must never judge a key: the domain does.

/// <summary>The region "Certificates/Public Keys" of the Client tab. It shows and asks; its parent stores.</summary>
public sealed partial class PublicKeySection(TimeProvider clock)
{
    private readonly List<PreviewedKey> previewed = [];
    private string? error;
    private PublicKeyRow? removing;

    /// <summary>Oldest first.</summary>
    [Parameter, EditorRequired]
    public IReadOnlyList<PublicKeyRow> Rows { get; set; } = [];

    /// <summary>None on the Add page: new keys are stored with the client.</summary>
    [Parameter]
    public ClientId? ClientId { get; set; }

    [Parameter]
    public bool IsReadOnly { get; set; }

    [Parameter]
    public Func<IReadOnlyList<NewPublicKey>, Task<PortalError?>> Store { get; set; } = _ => Task.FromResult<PortalError?>(null);

    [Parameter]
    public EventCallback<PublicKeyRow> OnRemove { get; set; }

    private (StatusKind Kind, string Text) State => Rows.Count switch
    {
        0 => (StatusKind.Neutral, "Not configured"),
        _ when Rows.All(row => row.Certificate?.HasExpiredAt(clock.GetUtcNow()) is true) => (StatusKind.Warning, "Needs attention"),
        _ => (StatusKind.Success, "Active"),
    };

    private IEnumerable<(string Fingerprint, string Name)> Held =>
    [
        .. Rows.Select(row => (row.Fingerprint, row.Name)),
        .. previewed.Select(key => (key.Pem.Key.Fingerprint, key.Name ?? "")),
    ];

    private void Take(PemFile file)
    {
        error = ClientPublicKeys.RefusesMore(Rows.Count + previewed.Count, file.Keys.Count)?.Message;
        if (error is not null)
        {
            return;
        }

        foreach (var pem in file.Keys)
        {
            if (ClientPublicKeys.RefusesSame(Held, pem.Key.Fingerprint) is { } same)
            {
                error = same.Message;
            }
            else
            {
                previewed.Add(new PreviewedKey(NameFor(file, pem), pem));
            }
        }
    }

    // The subject says more than a file name such as "cert.pem".
    private static string NameFor(PemFile file, PemKey pem)
    {
        var name = pem.CommonName ?? Path.GetFileNameWithoutExtension(file.Name);
        return name.Length > PublicKeyName.MaxLength ? name[..PublicKeyName.MaxLength] : name;
    }

    private void Discard()
    {
        previewed.Clear();
        error = null;
    }

    private async Task AddAsync()
    {
        var named = previewed.ConvertAll(key => (Name: PublicKeyName.Create(key.Name), key.Pem));
        if (named.Find(key => !key.Name.IsSuccess) is { Name: { } wrong })
        {
            error = wrong.Errors[0].Message;
            return;
        }

        error = (await Store([.. named.Select(key => new NewPublicKey(key.Name.Value, key.Pem))]))?.Message;
        if (error is null)
        {
            previewed.Clear();
        }
    }

    private async Task RemoveAsync()
    {
        var row = removing!;
        removing = null;
        await OnRemove.InvokeAsync(row);
    }
}
