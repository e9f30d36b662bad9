namespace AdminPortal.Domain.ApiClients.Rules;

/// <summary>
/// The name people know a client by: 1 to 128 printable characters without surrounding blanks.
/// Two names are the same when they differ only in case or in Unicode compatibility form.
/// </summary>
public sealed record ApiClientName
{
    public const int MaxLength = 128;

    private ApiClientName(string value) => Value = value;

    public string Value { get; }

    /// <summary>The form under which a name is unique.</summary>
    public string Key => KeyOf(Value);

    public static Result<ApiClientName> Create(string? text)
    {
        var name = text?.Trim() ?? "";
        return name switch
        {
            "" => ApiClientErrors.NameMissing,
            { Length: > MaxLength } => ApiClientErrors.NameTooLong,
            _ when PrintableText.FirstFault(name) is { } fault => ApiClientErrors.NameNotPrintable(fault),
            _ => new ApiClientName(name),
        };
    }

    /// <summary>
    /// Trusted because it was valid when it was stored, though perhaps not by today's rules; it is validated again when it is changed.
    /// </summary>
    internal static ApiClientName FromStored(string text) => new(text);

    /// <summary>For any typed text; an invalid name simply matches no client.</summary>
    public static string KeyOf(string text) => UniqueName.KeyOf(text.Trim(), MaxLength);

    public override string ToString() => Value;
}
