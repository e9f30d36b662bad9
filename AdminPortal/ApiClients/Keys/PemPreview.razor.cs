using AdminPortal.Domain.ApiClients.Rules.PublicKeys;
using Microsoft.AspNetCore.Components;

namespace AdminPortal.ApiClients.Keys;

/// <summary>A key that was read but not added yet; its name can still be edited.</summary>
public sealed class PreviewedKey(string name, PemKey pem)
{
    public string? Name { get; set; } = name;

    public PemKey Pem { get; } = pem;
}

/// <summary>Shows the keys of a file, and asks whether to add them.</summary>
public sealed partial class PemPreview(TimeProvider clock)
{
    private const int SoonDays = 30;

    [Parameter, EditorRequired]
    public IReadOnlyList<PreviewedKey> Keys { get; set; } = [];

    [Parameter]
    public string? Error { get; set; }

    [Parameter]
    public bool StartsOnSave { get; set; }

    [Parameter]
    public EventCallback OnAdd { get; set; }

    [Parameter]
    public EventCallback OnDiscard { get; set; }

    private string? WarningOf(CertificateFacts? certificate)
    {
        var now = clock.GetUtcNow();
        return certificate switch
        {
            { NotBefore: var start } when start > now => "This certificate is not valid yet: the key works once it is.",
            { NotAfter: var end } when end <= now.AddDays(SoonDays) => $"This certificate expires within {SoonDays} days: the key stops working with it.",
            _ => null,
        };
    }
}
