using System.Collections.Concurrent;
using AdminPortal.Domain.ApiClients;
using AdminPortal.Domain.ApiClients.Rules;
using AdminPortal.Domain.ApiClients.Rules.PublicKeys;
using AdminPortal.Tests.Domain.ApiClients.PublicKeys;
using AdminPortal.Tests.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace AdminPortal.Tests.Browser;

/// <summary>Key files of every kind in a real browser: what is public is read by button, drop and paste, what is private stays there.</summary>
public sealed class KeyFilesJourneyTests(Chromium chromium, FurnishedPortal furnished) : IClassFixture<FurnishedPortal>
{
    private const string NotUploaded = "This file contains a private key. It was not uploaded.";

    [Fact]
    public async Task A_key_is_added_by_drop_and_another_by_paste()
    {
        await using var visitor = await furnished.VisitAsync(ColorScheme.Light);
        await visitor.OpenNewClientAsync();
        await visitor.Box("Name").FillAsync("Dropped and pasted");

        var dropped = await visitor.Page.EvaluateHandleAsync(
            "pem => { const files = new DataTransfer(); files.items.add(new File([pem], 'dropped-2027.pem')); return files; }", PemFiles.Curve);
        await visitor.Page.Locator(".drop-zone").DispatchEventAsync("drop", new { dataTransfer = dropped });
        await Expect(visitor.Box("Key name")).ToHaveValueAsync("dropped-2027");
        await visitor.Button("Add key").ClickAsync();
        await Expect(visitor.Button("Remove dropped-2027")).ToBeVisibleAsync();

        await visitor.Page.GetByText("Paste PEM text").ClickAsync();
        await visitor.Box("PEM text").FillAsync(PemFiles.Edwards);
        await visitor.Button("Read keys").ClickAsync();
        await visitor.Box("Key name").FillAsync("pasted-2027");
        await visitor.Button("Add key").ClickAsync();
        await Expect(visitor.Button("Remove pasted-2027")).ToBeVisibleAsync();

        await visitor.Button("Save").ClickAsync();
        await Expect(visitor.Page.GetByText("API client added").First).ToBeAttachedAsync();
        await using var store = await StoreBeside.OpenAsync(furnished.Portal);
        var (found, cancellation) = (new ApiClientQuery { Search = "Dropped and pasted" }, TestContext.Current.CancellationToken);
        var row = Assert.Single((await store.Get<ListApiClients>().ExecuteAsync(found, StoreBeside.Operator, cancellation)).Value.Rows);
        var client = await store.Get<GetApiClient>().ExecuteAsync(row.Id, StoreBeside.Operator, cancellation);
        Assert.Equal(
            [("dropped-2027", KeyKind.P256), ("pasted-2027", KeyKind.Ed25519)],
            client.Value.PublicKeys.Select(key => (key.Name, key.Kind)).OrderBy(key => key.Name));
        Assert.Empty(visitor.Complaints);
    }

    [Fact]
    public async Task No_private_key_leaves_the_browser_in_any_dress()
    {
        await using var visitor = await furnished.VisitAsync(ColorScheme.Light);
        var sent = new ConcurrentQueue<int>();
        visitor.Page.WebSocket += (_, socket) => socket.FrameSent += (_, frame) => sent.Enqueue(frame.Binary?.Length ?? frame.Text?.Length ?? 0);
        await visitor.OpenNewClientAsync();
        foreach (var row in RefusedFileTests.PrivateKeys)
        {
            var (dress, file) = row.Data;
            sent.Clear();
            await visitor.Page.Locator("input[type=file]").SetInputFilesAsync(
                new FilePayload { Name = "key.pem", MimeType = "application/x-pem-file", Buffer = file });
            await Expect(visitor.Page.GetByText(NotUploaded)).ToHaveCountAsync(1, new() { Timeout = 30_000 });

            // Words to the server that it begins and that it is refused, and nothing of the size of a key.
            Assert.True(!sent.IsEmpty && sent.Max() < Math.Max(200, file.Length / 2), $"{dress}: {string.Join(' ', sent)}");
            await visitor.Page.Locator("input[type=file]").SetInputFilesAsync(
                new FilePayload { Name = "words.pem", MimeType = "application/x-pem-file", Buffer = PemFiles.Bytes("hello") });
            await Expect(visitor.Page.GetByText("No PEM block found")).ToBeVisibleAsync(new() { Timeout = 30_000 });
        }

        await Expect(visitor.Page.GetByText("It was not stored")).ToHaveCountAsync(0);
        Assert.Empty(visitor.Complaints);
    }

    [Fact]
    public async Task A_page_without_a_script_error_reads_what_is_public_in_every_form()
    {
        await using var visitor = await chromium.VisitAsync(furnished.Portal.PublicUrl);
        await visitor.SignInAsync();
        await visitor.OpenNewClientAsync();
        byte[][] files =
        [
            PemFiles.Bytes(PemFiles.Info), PemFiles.Bytes(PemFiles.Pkcs1), PemFiles.Bytes(PemFiles.Curve), PemFiles.Bytes(PemFiles.Edwards),
            PemFiles.Bytes(PemFiles.Certificate(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(90)).ExportCertificatePem()),
            .. PemPublicKeyReaderTests.Spellings.Select(row => row.Data)
                .Where(spelling => spelling.Item1.StartsWith("words", StringComparison.Ordinal)
                    || spelling.Item1.EndsWith("characters", StringComparison.Ordinal))
                .Select(spelling => spelling.Item2),
        ];

        foreach (var file in files)
        {
            await visitor.Page.Locator("input[type=file]").SetInputFilesAsync(
                new FilePayload { Name = "key.pem", MimeType = "application/x-pem-file", Buffer = file });
            await Expect(visitor.Button("Add key")).ToBeVisibleAsync();
            await visitor.Button("Discard").ClickAsync();
            await Expect(visitor.Button("Add key")).ToHaveCountAsync(0);
        }

        Assert.Empty(visitor.Complaints);
    }
}
