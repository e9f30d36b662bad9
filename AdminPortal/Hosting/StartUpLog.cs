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

        foreach (var key in settings.NotUsedYet)
        {
            SettingIsNotUsedYet(logger, key);
        }
    }

    [LoggerMessage(1, LogLevel.Information, "Data directory: {DataDirectory}")]
    private static partial void DataDirectoryIs(ILogger logger, string dataDirectory);

    [LoggerMessage(2, LogLevel.Warning,
        "Portal:Issuer is {Issuer}, not https: cookies are sent without Secure and tokens travel unencrypted")]
    private static partial void IssuerIsNotHttps(ILogger logger, string issuer);

    [LoggerMessage(3, LogLevel.Warning, "{Key} is set, but this version does not use it yet")]
    private static partial void SettingIsNotUsedYet(ILogger logger, string key);
}
