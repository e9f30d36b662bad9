using AdminPortal.Hosting.Settings;
using AdminPortal.Tests.Support;
using Microsoft.Extensions.Configuration;

namespace AdminPortal.Tests.Hosting.Settings;

/// <summary>Valid settings in a folder of their own, of which a test changes what it is about.</summary>
public sealed class SettingsUnderTest : IDisposable
{
    public TemporaryFolder Folder { get; } = new();

    public PortalSettings Accepted(params (string Key, string? Value)[] changes)
    {
        var (settings, faults) = Read(changes);
        Assert.Empty(faults);
        return Assert.IsType<PortalSettings>(settings);
    }

    public IReadOnlyList<string> Refused(params (string Key, string? Value)[] changes)
    {
        var (settings, faults) = Read(changes);
        Assert.Null(settings);
        return faults;
    }

    public void Dispose() => Folder.Dispose();

    private (PortalSettings? Settings, IReadOnlyList<string> Faults) Read((string Key, string? Value)[] changes)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(new Dictionary<string, string?>
            {
                ["Portal:Issuer"] = "https://portal.example",
                ["Portal:DataDirectory"] = Path.Combine(Folder.FullPath, "data"),
            })
            .AddInMemoryCollection(changes.Select(change => KeyValuePair.Create(change.Key, change.Value)))
            .Build();
        List<string> faults = [];
        return (PortalSettings.Read(configuration, new ProgramFolder(Folder.FullPath, "bin"), faults), faults);
    }
}
