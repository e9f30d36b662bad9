using AdminPortal.Domain.Permissions.Rules;

namespace AdminPortal.Domain.AccessTokens.Rules;

/// <summary>The actions of this room.</summary>
internal static class TokenActions
{
    private const string Category = "Authentication Settings";
    private const string SubCategory = "Access Token";

    public static PortalAction View { get; } =
        new("View", Category, SubCategory, new Permission(PortalModule.Tokens, PermissionLevel.ViewOnly));

    public static PortalAction Revoke { get; } =
        new("Revoke", Category, SubCategory, new Permission(PortalModule.Tokens, PermissionLevel.Full));
}
