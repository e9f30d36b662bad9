namespace AdminPortal.Domain.ApiClients;

/// <summary>
/// The name people know a client by: 1 to 128 characters without surrounding blanks or control characters.
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
            _ when name.Any(char.IsControl) || !UniqueName.IsWellFormed(name) => ApiClientErrors.NameHasControlCharacters,
            _ => new ApiClientName(name),
        };
    }

    /// <summary>Of whatever somebody typed; a name that is none simply is no client's.</summary>
    public static string KeyOf(string text) => UniqueName.KeyOf(text, MaxLength);

    public override string ToString() => Value;
}
