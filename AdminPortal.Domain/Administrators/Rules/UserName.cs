namespace AdminPortal.Domain.Administrators.Rules;

/// <summary>
/// The name an administrator signs in with: 3 to 64 printable characters without surrounding blanks. Two names are the same
/// when they differ only in case or in Unicode compatibility form.
/// </summary>
public sealed record UserName
{
    public const int MinLength = 3;
    public const int MaxLength = 64;

    private UserName(string value) => Value = value;

    public string Value { get; }

    /// <summary>The form under which a name is unique.</summary>
    public string Key => KeyOf(Value);

    public static Result<UserName> Create(string? text)
    {
        var name = text?.Trim() ?? "";
        return name switch
        {
            "" => AdministratorErrors.UserNameMissing,
            { Length: < MinLength or > MaxLength } => AdministratorErrors.UserNameLength,
            _ when PrintableText.FirstFault(name) is { } fault => AdministratorErrors.UserNameNotPrintable(fault),
            _ => new UserName(name),
        };
    }

    /// <summary>A stored name, which was valid by the rules of its time.</summary>
    internal static UserName OnRecord(string value) => new(value);

    /// <summary>For any typed text; an invalid name simply matches nobody.</summary>
    public static string KeyOf(string text) => UniqueName.KeyOf(text.Trim(), MaxLength);

    public override string ToString() => Value;
}
