using AdminPortal.Domain.Permissions.Rules;

namespace AdminPortal.Domain.Administrators.Rules;

/// <summary>The actions of this room. Those before sign-in need no permission, but are recorded all the same.</summary>
internal static class AdministratorActions
{
    private const string Management = "Admin Management";
    private const string Authentication = "Authentication";

    public static PortalAction Setup { get; } = new("Create", Management, "First Administrator");

    public static PortalAction Add { get; } =
        new("Create", Management, "Administrator", new Permission(PortalModule.Administrators, PermissionLevel.Full));

    public static PortalAction Disable { get; } = new("Disable", Management, "Administrator", Add.Required) { NeedsProof = true };

    public static PortalAction SetPassword { get; } = new("Set Password", Management, "Administrator", Add.Required) { NeedsProof = true };

    public static PortalAction EndSessions { get; } = new("End Sessions", Management, "Administrator", Add.Required);

    public static PortalAction SignIn { get; } = new("Sign In", Authentication, "Session");

    public static PortalAction SignOut { get; } = new("Sign Out", Authentication, "Session");

    public static PortalAction ConfirmPassword { get; } = new("Confirm Password", Authentication, "Session");

    public static PortalAction OpenPage(PortalModule module, IReadOnlyList<Permission> required) => new("View", "Page", module.Title(), required);
}
