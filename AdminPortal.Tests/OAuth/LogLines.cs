using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace AdminPortal.Tests.OAuth;

/// <summary>What the program logs, line by line; what it asks the store is counted instead.</summary>
internal sealed class LogLines : ILoggerProvider
{
    public const string StoreCommands = "Microsoft.EntityFrameworkCore.Database.Command";

    private int _commands;

    public ConcurrentQueue<string> Lines { get; } = new();

    public int CommandCount => Volatile.Read(ref _commands);

    public ILogger CreateLogger(string categoryName) => new Category(this, categoryName == StoreCommands);

    public void Dispose()
    {
    }

    private sealed class Category(LogLines lines, bool counts) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            var text = formatter(state, exception);
            if (!counts)
            {
                lines.Lines.Enqueue(text);
            }
            else if (text.StartsWith("Executed DbCommand", StringComparison.Ordinal) && text.Contains("SELECT", StringComparison.Ordinal))
            {
                Interlocked.Increment(ref lines._commands);
            }
        }
    }
}
