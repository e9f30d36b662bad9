using System.Security.Cryptography;
using AdminPortal.Domain.Storage;
using AdminPortal.Domain.Storage.Starting;

namespace AdminPortal.Hosting;

/// <summary>Why a start failed, in one line for the operator, and the exit code by which a service manager tells it from others.</summary>
internal sealed record StartFault(int ExitCode, string Line)
{
    /// <summary>Null for anything an operator cannot fix: that is a defect, and the runtime reports it with a stack trace.</summary>
    public static StartFault? Of(Exception fault) => fault switch
    {
        StoreInUseException => new(ExitCodes.StoreInUse, fault.Message),
        StoreStartException => new(ExitCodes.StoreUnusable, fault.Message),
        StartConditionException => new(ExitCodes.WrongSettings, fault.Message),
        // The framework's exception for a settings file that is not JSON or not readable. It names the file; its content is not repeated.
        InvalidDataException => new(ExitCodes.WrongSettings, $"{FirstLine(fault)} It must be JSON that this process may read."),
        FormatException => new(ExitCodes.WrongUsage, FirstLine(fault)),
        CryptographicException => new(ExitCodes.WrongSettings, $"Kestrel:Certificates:Default cannot be used: {FirstLine(fault)}"),
        IOException or UnauthorizedAccessException => new(ExitCodes.WrongSettings, $"A file that the start needs cannot be used: {FirstLine(fault)}"),
        _ => null,
    };

    private static string FirstLine(Exception fault) => fault.Message.Split('\n')[0].TrimEnd();
}
