using Microsoft.Extensions.Logging.Console;

namespace AdminPortal.Hosting.Telemetry;

/// <summary>
/// The format of the log on the console, unless <c>Logging:Console:FormatterName</c> names another one, such as <c>json</c>.
/// </summary>
internal static class ConsoleLogging
{
    public static void AddConsoleLines(this WebApplicationBuilder builder)
    {
        builder.Logging.AddConsoleFormatter<OneLineFormatter, SimpleConsoleFormatterOptions>();
        builder.Services.PostConfigure<ConsoleLoggerOptions>(console => console.FormatterName ??= OneLineFormatter.FormatterName);
    }
}
