using AdminPortal.Hosting.Settings;

namespace AdminPortal.Hosting;

/// <summary>What is logged at every start: paths, and warnings about settings.</summary>
internal static partial class StartUpLog
{
    private const int Megabyte = 1024 * 1024;

    public static void Write(ILogger logger, PortalSettings settings, ProcessLimits limits)
    {
        DataDirectoryIs(logger, settings.DataDirectory.FullPath);
        if (!settings.Options.IssuerIsHttps)
        {
            IssuerIsNotHttps(logger, settings.Options.Issuer);
        }
        else if (settings.Options.TrustedProxies.Count == 0 && settings.Listeners.Public.Any(IsPlain))
        {
            ProxyIsNotTrusted(logger, settings.Options.Issuer);
        }

        if (limits.OpenFiles < ProcessLimits.FewOpenFiles)
        {
            FewOpenFiles(logger, limits.OpenFiles, ProcessLimits.FewOpenFiles);
        }

        if (limits.MemoryBytes < ProcessLimits.LittleMemory)
        {
            LittleMemory(logger, limits.MemoryBytes / Megabyte, ProcessLimits.EnoughMegabytes);
        }

        foreach (var key in settings.NotUsedYet)
        {
            SettingIsNotUsedYet(logger, key);
        }
    }

    private static bool IsPlain(string url) => url.StartsWith("http:", StringComparison.OrdinalIgnoreCase);

    [LoggerMessage(1, LogLevel.Information, "Data directory: {DataDirectory}")]
    private static partial void DataDirectoryIs(ILogger logger, string dataDirectory);

    [LoggerMessage(2, LogLevel.Warning,
        "Portal:Issuer is {Issuer}, not https: cookies are sent without Secure and tokens travel unencrypted")]
    private static partial void IssuerIsNotHttps(ILogger logger, string issuer);

    [LoggerMessage(4, LogLevel.Warning,
        "Portal:Issuer is {Issuer}, the listener speaks plain http and Portal:TrustedProxies is empty: every caller appears with the address of the "
        + "proxy in front, so failures of one count against all. Set Portal:TrustedProxies to the proxy's address")]
    private static partial void ProxyIsNotTrusted(ILogger logger, string issuer);

    [LoggerMessage(3, LogLevel.Warning, "{Key} is set, but this version does not use it yet")]
    private static partial void SettingIsNotUsedYet(ILogger logger, string key);

    [LoggerMessage(5, LogLevel.Warning,
        "This process may open only {Limit} files and connections at a time: raise the limit to {Enough} or more (ulimit -n, LimitNOFILE)")]
    private static partial void FewOpenFiles(ILogger logger, long limit, int enough);

    [LoggerMessage(6, LogLevel.Warning,
        "The runtime may use only {Megabytes} MB of memory, three quarters of a container's limit: under load requests may be refused; "
        + "give it {Enough} MB or more")]
    private static partial void LittleMemory(ILogger logger, long megabytes, int enough);
}
