using Microsoft.JSInterop;

namespace AdminPortal.Tests.ApiClients.Keys;

/// <summary>A file on its way from a browser.</summary>
internal sealed class Upload(byte[] file) : IJSStreamReference
{
    public long Length => file.Length;

    public ValueTask<Stream> OpenReadStreamAsync(long maxAllowedSize = 512_000, CancellationToken cancellationToken = default) =>
        file.Length > maxAllowedSize
            ? throw new ArgumentOutOfRangeException(nameof(maxAllowedSize))
            : ValueTask.FromResult<Stream>(new MemoryStream(file));

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
