using AdminPortal.Domain;

namespace AdminPortal.Shell.Words;

/// <summary>A stranger's text in a title or a label, where no element can isolate it: every character made visible.</summary>
internal static class AttributeText
{
    private const int MaxLength = 2048;

    public static string Of(string text, bool hasLines = false) => PrintableText.Of(text, MaxLength, hasLines);
}
