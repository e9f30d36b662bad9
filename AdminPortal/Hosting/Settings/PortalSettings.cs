using AdminPortal.Domain.Storage;
using AdminPortal.Hosting.Listeners;

namespace AdminPortal.Hosting.Settings;

// This room owns the settings: reading, validating, naming the key to correct. It protects every other room from an unvalidated value. It
// must never act on one before all are valid.

/// <summary>
/// Everything the start needs to know, validated: whoever holds one of these need not check again. Settings are read, validated and only
/// then acted upon, so that a failed start leaves no folder behind.
/// </summary>
public sealed record PortalSettings
{
    private PortalSettings()
    {
    }

    public required PortalOptions Options { get; init; }

    public required DataDirectory DataDirectory { get; init; }

    public required ListenAddresses Listeners { get; init; }

    /// <summary>Keys that are set but have no effect in this version.</summary>
    public required IReadOnlyList<string> NotUsedYet { get; init; }

    /// <summary>The settings, or null and one line per fault.</summary>
    public static PortalSettings? Read(IConfiguration configuration, ICollection<string> faults) =>
        Read(configuration, ProgramFolder.Current, faults);

    internal static PortalSettings? Read(IConfiguration configuration, ProgramFolder folder, ICollection<string> faults)
    {
        var reader = new SettingsReader();
        var options = WithFullPaths(reader.Read<PortalOptions>(configuration.GetSection(PortalOptions.Section)), folder);
        var listeners = ListenAddresses.Read(configuration, options.ManagementUrl);
        foreach (var fault in reader.Faults.Concat(new PortalOptionsValidator().Faults(options)).Concat(listeners.Faults()))
        {
            faults.Add(fault);
        }

        if (faults.Count > 0 || WithPassword(options, faults) is not { } complete || OpenDirectory(options, faults) is not { } directory)
        {
            return null;
        }

        return new PortalSettings { Options = complete, DataDirectory = directory, Listeners = listeners, NotUsedYet = reader.NotUsedYet };
    }

    private static PortalOptions WithFullPaths(PortalOptions options, ProgramFolder folder)
    {
        string? Resolve(string? path) => path is null ? null : folder.Resolve(path);
        return options with
        {
            DataDirectory = Resolve(options.DataDirectory) ?? folder.DefaultDataDirectory,
            Setup = options.Setup with { PasswordFile = Resolve(options.Setup.PasswordFile) },
            Catalogue = options.Catalogue with { File = Resolve(options.Catalogue.File) },
            Protection = new ProtectionOptions
            {
                CertificateFile = Resolve(options.Protection.CertificateFile),
                CertificatePasswordFile = Resolve(options.Protection.CertificatePasswordFile),
            },
        };
    }

    private static PortalOptions? WithPassword(PortalOptions options, ICollection<string> faults)
    {
        if (options.Setup.PasswordFile is not { } file)
        {
            return options;
        }

        return Attempt("Portal:Setup:PasswordFile", faults, () =>
        {
            var password = WithoutClosingNewline(File.ReadAllText(file));
            return password.Length > 0
                ? options with { Setup = options.Setup with { Password = new SetupPassword(password) } }
                : throw new IOException("the file is empty");
        });
    }

    private static DataDirectory? OpenDirectory(PortalOptions options, ICollection<string> faults) =>
        Attempt("Portal:DataDirectory", faults, () => DataDirectory.Open(options.DataDirectory!));

    private static T? Attempt<T>(string key, ICollection<string> faults, Func<T> use)
        where T : class
    {
        try
        {
            return use();
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            faults.Add($"{key} cannot be used: {fault.Message}");
            return null;
        }
    }

    // Editors and "echo" end a file with a newline that is not meant to be part of the password.
    private static string WithoutClosingNewline(string text) =>
        text.EndsWith("\r\n", StringComparison.Ordinal) ? text[..^2] : text.EndsWith('\n') ? text[..^1] : text;
}
