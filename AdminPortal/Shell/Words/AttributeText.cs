using AdminPortal.Domain;

namespace AdminPortal.Shell.Words;

/// <summary>What a stranger wrote, for a title or a label, where no element can set it apart: each character of it to be seen.</summary>
internal static class AttributeText
{
    private const int MaxLength = 2048;

    public static string Of(string text, bool hasLines = false) => PrintableText.Of(text, MaxLength, hasLines);
}
