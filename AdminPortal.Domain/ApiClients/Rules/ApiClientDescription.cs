namespace AdminPortal.Domain.ApiClients.Rules;

/// <summary>What the application does and who looks after it: up to 500 printable characters, line breaks allowed, may be empty.</summary>
public sealed record ApiClientDescription
{
    public const int MaxLength = 500;

    private ApiClientDescription(string value) => Value = value;

    public string Value { get; }

    public static Result<ApiClientDescription> Create(string? text)
    {
        // Browsers send line breaks as CRLF; people count each as one character.
        var description = (text ?? "").ReplaceLineEndings("\n").Trim();
        return description switch
        {
            { Length: > MaxLength } => ApiClientErrors.DescriptionTooLong,
            _ when PrintableText.FirstFault(description, hasLines: true) is { } fault => ApiClientErrors.DescriptionNotPrintable(fault),
            _ => new ApiClientDescription(description),
        };
    }

    /// <summary>Trusted because it was valid when it was stored; it is validated again when it is changed.</summary>
    internal static ApiClientDescription FromStored(string text) => new(text);

    public override string ToString() => Value;
}
