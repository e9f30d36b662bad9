namespace AdminPortal.Domain.Administrators.Rules.Passwords;

/// <summary>
/// A password that may be set: 12 to 128 characters of any kind (a space counts, nothing is trimmed, no composition rules), without the
/// user name, and not one that attackers try first.
/// </summary>
public sealed class NewPassword
{
    public const int MinLength = 12;
    public const int MaxLength = 128;

    private readonly string _text;

    private NewPassword(string text) => _text = text;

    public static Result<NewPassword> Create(TypedPassword typed, string? userName)
    {
        var text = typed.Reveal();
        return text switch
        {
            "" => AdministratorErrors.PasswordMissing,
            { Length: < MinLength } => AdministratorErrors.PasswordTooShort,
            { Length: > MaxLength } => AdministratorErrors.PasswordTooLong,
            _ when Contains(text, userName?.Trim()) => AdministratorErrors.PasswordHasUserName,
            _ when CommonPasswords.Include(text) => AdministratorErrors.PasswordCommon,
            _ => new NewPassword(text),
        };
    }

    public override string ToString() => nameof(NewPassword);

    internal string Reveal() => _text;

    private static bool Contains(string text, string? userName) =>
        PasswordClothes.Undress(userName ?? "") is { Length: >= UserName.MinLength } name
        && PasswordClothes.Undress(text).Contains(name, StringComparison.OrdinalIgnoreCase);
}
