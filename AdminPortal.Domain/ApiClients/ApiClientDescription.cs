namespace AdminPortal.Domain.ApiClients;

/// <summary>What the application does and who looks after it: up to 500 characters, line breaks allowed, may be empty.</summary>
public sealed record ApiClientDescription
{
    public const int MaxLength = 500;

    private ApiClientDescription(string value) => Value = value;

    public string Value { get; }

    public static Result<ApiClientDescription> Create(string? text)
    {
        // Browsers send line breaks as CRLF; one character each is what people count.
        var description = (text ?? "").ReplaceLineEndings("\n").Trim();
        return description switch
        {
            { Length: > MaxLength } => ApiClientErrors.DescriptionTooLong,
            _ when description.Any(c => char.IsControl(c) && c is not ('\n' or '\t')) || !UniqueName.IsWellFormed(description)
                => ApiClientErrors.DescriptionHasControlCharacters,
            _ => new ApiClientDescription(description),
        };
    }

    public override string ToString() => Value;
}
