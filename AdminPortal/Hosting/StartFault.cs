using System.Security.Cryptography;
using AdminPortal.Domain.Storage;
using AdminPortal.Domain.Storage.Starting;

namespace AdminPortal.Hosting;

/// <summary>Why a start ended, in one line for the operator, and the code by which a service manager tells it from others.</summary>
internal sealed record StartFault(int ExitCode, string Line)
{
    /// <summary>Null for what no operator can remove: that is a defect, and the runtime tells where it lies.</summary>
    public static StartFault? Of(Exception fault) => fault switch
    {
        StoreInUseException => new(ExitCodes.StoreInUse, fault.Message),
        StoreStartException => new(ExitCodes.StoreUnusable, fault.Message),
        StartConditionException => new(ExitCodes.WrongSettings, fault.Message),
        // The framework's word for a settings file that is no JSON or may not be read. It names the file; what it holds is not repeated.
        InvalidDataException => new(ExitCodes.WrongSettings, $"{FirstLine(fault)} It must be JSON that this process may read."),
        FormatException => new(ExitCodes.WrongUsage, FirstLine(fault)),
        CryptographicException => new(ExitCodes.WrongSettings, $"Kestrel:Certificates:Default cannot be used: {FirstLine(fault)}"),
        IOException or UnauthorizedAccessException => new(ExitCodes.WrongSettings, $"A file that the start needs cannot be used: {FirstLine(fault)}"),
        _ => null,
    };

    private static string FirstLine(Exception fault) => fault.Message.Split('\n')[0].TrimEnd();
}
