namespace AdminPortal.Domain.ApiClients.Rules.PublicKeys;

/// <summary>What people call an uploaded key: 1 to 128 printable characters without surrounding blanks.</summary>
public sealed record PublicKeyName
{
    public const int MaxLength = 128;

    private PublicKeyName(string value) => Value = value;

    public string Value { get; }

    public static Result<PublicKeyName> Create(string? text)
    {
        var name = text?.Trim() ?? "";
        return name switch
        {
            "" => PublicKeyErrors.NameMissing,
            { Length: > MaxLength } => PublicKeyErrors.NameTooLong,
            _ when PrintableText.FirstFault(name) is { } fault => PublicKeyErrors.NameNotPrintable(fault),
            _ => new PublicKeyName(name),
        };
    }

    public override string ToString() => Value;
}
