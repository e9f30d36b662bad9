using AdminPortal.Domain.ApiClients.Rules.PublicKeys;
using AdminPortal.Shell.Scripts;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace AdminPortal.ApiClients.Keys;

/// <summary>The keys of one file or one pasted text; the name is the file's, empty for pasted text.</summary>
public sealed record PemFile(string Name, IReadOnlyList<PemKey> Keys);

/// <summary>Takes public keys as files or text. A private key is refused by the script before it is sent, and by the reader again.</summary>
public sealed partial class PemInput(BrowserScripts scripts, TimeProvider clock) : IDisposable
{
    private readonly List<(string File, string Problem)> problems = [];
    private DotNetObjectReference<PemInput>? self;
    private ElementReference room;

    [Parameter]
    public EventCallback<PemFile> OnRead { get; set; }

    /// <summary>Called by pem.js with content that may be sent.</summary>
    [JSInvokable]
    public async Task TakeAsync(string name, IJSStreamReference content)
    {
        await using (content)
        {
            await using var stream = await content.OpenReadStreamAsync(PemPublicKeyReader.MaxFileBytes);
            using var file = new MemoryStream();
            await stream.CopyToAsync(file);
            var read = PemPublicKeyReader.Read(file.ToArray(), clock.GetUtcNow());
            if (read.IsSuccess)
            {
                await OnRead.InvokeAsync(new PemFile(name, read.Value));
            }
            else
            {
                problems.Add((name, read.Errors[0].Message));
            }
        }

        StateHasChanged();
    }

    /// <summary>Called by pem.js for content that stays in the browser.</summary>
    [JSInvokable]
    public void RefuseAsync(string why)
    {
        problems.Add(("", (why == "private" ? PublicKeyErrors.PrivateKeyNotSent : PublicKeyErrors.FileTooLarge).Message));
        StateHasChanged();
    }

    /// <summary>Called by pem.js before the first file of a new selection: earlier problems are cleared.</summary>
    [JSInvokable]
    public void BeginAsync() => problems.Clear();

    public void Dispose() => self?.Dispose();

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            self = DotNetObjectReference.Create(this);
            await scripts.AttachPemAsync(room, self, PemPublicKeyReader.MaxFileBytes);
        }
    }
}
