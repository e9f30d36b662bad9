using AdminPortal.Hosting.Settings;

namespace AdminPortal.Hosting;

/// <summary>What the log says at every start: where things lie, and what somebody should know about their settings.</summary>
internal static partial class StartUpLog
{
    public static void Write(ILogger logger, PortalSettings settings)
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
        "Portal:Issuer is {Issuer}, the listener speaks plain http and Portal:TrustedProxies is empty: the address of the proxy in front stands for "
        + "every caller's, so failures of one count against all. Set Portal:TrustedProxies to the proxy's address")]
    private static partial void ProxyIsNotTrusted(ILogger logger, string issuer);

    [LoggerMessage(3, LogLevel.Warning, "{Key} is set, but this version does not use it yet")]
    private static partial void SettingIsNotUsedYet(ILogger logger, string key);
}
