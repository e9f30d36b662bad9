using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;
using Microsoft.Extensions.Options;

namespace AdminPortal.Hosting.Telemetry;

/// <summary>
/// Writes each log entry as one line: time, level, category, message and fault, as the framework's simple formatter does. Unlike that one,
/// it escapes characters that move the cursor, colour the terminal or change the direction of text, whoever logged them: no line can be
/// made to look like another (log injection, CWE-117).
/// </summary>
internal sealed class OneLineFormatter(IOptionsMonitor<SimpleConsoleFormatterOptions> options) : ConsoleFormatter(FormatterName)
{
    public const string FormatterName = "line";

    private const string NoColour = "\u001b[0m";

    public override void Write<TState>(in LogEntry<TState> logEntry, IExternalScopeProvider? scopeProvider, TextWriter textWriter)
    {
        var message = logEntry.Formatter?.Invoke(logEntry.State, logEntry.Exception);
        if (message is null && logEntry.Exception is null)
        {
            return;
        }

        WriteTime(textWriter);
        WriteLevel(logEntry.LogLevel, textWriter);
        VisibleText.Write(textWriter, $": {logEntry.Category}[{logEntry.EventId.Id}]");
        foreach (var text in new[] { message, logEntry.Exception?.ToString() })
        {
            if (!string.IsNullOrEmpty(text))
            {
                textWriter.Write(' ');
                VisibleText.Write(textWriter, text);
            }
        }

        textWriter.Write(Environment.NewLine);
    }

    private void WriteTime(TextWriter writer)
    {
        var current = options.CurrentValue;
        if (current.TimestampFormat is { } format)
        {
            var now = current.UseUtcTimestamp ? DateTimeOffset.UtcNow : DateTimeOffset.Now;
            writer.Write(now.ToString(format, System.Globalization.CultureInfo.InvariantCulture));
        }
    }

    private void WriteLevel(LogLevel level, TextWriter writer)
    {
        var (word, colour) = level switch
        {
            LogLevel.Trace => ("trce", "\u001b[37m"),
            LogLevel.Debug => ("dbug", "\u001b[37m"),
            LogLevel.Information => ("info", "\u001b[32m"),
            LogLevel.Warning => ("warn", "\u001b[1;33m"),
            LogLevel.Error => ("fail", "\u001b[30;41m"),
            _ => ("crit", "\u001b[37;41m"),
        };
        var isColoured = options.CurrentValue.ColorBehavior switch
        {
            LoggerColorBehavior.Enabled => true,
            LoggerColorBehavior.Disabled => false,
            _ => !Console.IsOutputRedirected,
        };
        writer.Write(isColoured ? $"{colour}{word}{NoColour}" : word);
    }
}
