using AdminPortal.Domain.Administrators.Rules.Passwords;

namespace AdminPortal.Domain.Administrators.Rules;

/// <summary>Every way in which a change of administrators is refused. Pages and the command line show these sentences verbatim.</summary>
public static class AdministratorErrors
{
    public static PortalError UserNameMissing { get; } = OnUserName("missing", "Enter a user name");

    public static PortalError UserNameLength { get; } =
        OnUserName("length", $"User name must be {UserName.MinLength} to {UserName.MaxLength} characters long");

    public static PortalError UserNameTaken { get; } = OnUserName("taken", "Another administrator already uses this user name");

    public static PortalError UserNameUnknown { get; } = OnUserName("unknown", "There is no administrator with this user name");

    public static PortalError AboveOwn { get; } =
        OnUserName("above_own", "This administrator has more permissions than you; someone with at least the same permissions must change their access");

    public static PortalError LastOne { get; } =
        OnUserName("last_one", "This is the last enabled administrator who can add others; add or enable another one first");

    public static PortalError PasswordMissing { get; } = OnPassword("missing", "Enter a password");

    public static PortalError PasswordTooShort { get; } =
        OnPassword("too_short", $"Password must be at least {NewPassword.MinLength} characters long");

    public static PortalError PasswordTooLong { get; } =
        OnPassword("too_long", $"Password must be {NewPassword.MaxLength} characters or fewer");

    public static PortalError PasswordCommon { get; } =
        OnPassword("common", "This password is easy to guess; choose one that is not a common password, a pattern or a repetition");

    public static PortalError PasswordHasUserName { get; } = OnPassword("has_user_name", "Password must not contain the user name");

    public static PortalError RoleUnknown { get; } = new("roles.unknown", "There is no role with this name", AdministratorFields.Role);

    public static PortalError RoleAboveOwn { get; } =
        new("roles.above_own", "You cannot grant a level above your own", AdministratorFields.Role);

    public static PortalError AlreadySetUp { get; } =
        new("setup.done", "The first administrator was created in the meantime; sign in instead");

    public static PortalError UserNameNotPrintable(UnprintableCharacter fault) => OnUserName("malformed", $"User name contains {fault}. Remove it");

    private static PortalError OnUserName(string code, string message) => new($"user_name.{code}", message, AdministratorFields.UserName);

    private static PortalError OnPassword(string code, string message) => new($"password.{code}", message, AdministratorFields.Password);
}
