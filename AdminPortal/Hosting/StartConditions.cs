using System.Text;

namespace AdminPortal.Hosting;

/// <summary>What the program requires of the machine.</summary>
internal static class StartConditions
{
    private const string FullWidthA = "\uFF21";

    /// <exception cref="StartConditionException">Something is missing; the message says what to do.</exception>
    public static void Require()
    {
        // In the runtime's globalization-invariant mode nothing is normalised: "Ａ" and "A" would be two names here and one elsewhere.
        if (FullWidthA.Normalize(NormalizationForm.FormKC) != "A")
        {
            throw new StartConditionException(
                "The runtime is in its globalization-invariant mode, in which names can be compared in ASCII only. "
                + "Set DOTNET_SYSTEM_GLOBALIZATION_INVARIANT to false and install ICU (libicu, or icu-libs on Alpine).");
        }
    }
}

/// <summary>The program cannot run on this machine as it is set up; the message says what to do.</summary>
internal sealed class StartConditionException(string message) : Exception(message);
