using AdminPortal.Domain.Administrators.Rules;
using AdminPortal.Domain.Permissions.Rules;
using Microsoft.AspNetCore.Identity;

namespace AdminPortal.Domain.Administrators;

/// <summary>A person who runs the portal. Names, password hash and security stamp are Identity's; the roles are ours.</summary>
public sealed class Administrator : IdentityUser
{
    /// <summary>A disabled administrator is signed out and cannot sign in.</summary>
    public bool IsDisabled { get; private set; }

    public DateTimeOffset CreatedAt { get; init; }

    public string CreatedBy { get; init; } = "";

    public DateTimeOffset? LastSignInAt { get; private set; }

    public IReadOnlyList<AdminRole> Roles => StoredRoles;

    internal List<AdminRole> StoredRoles { get; } = [];

    /// <summary>The highest level per module; nothing for a disabled administrator.</summary>
    public PermissionSet Permissions =>
        IsDisabled ? PermissionSet.None : PermissionSet.Of(StoredRoles.SelectMany(role => role.Permissions));

    public static Administrator Register(UserName name, string passwordHash, IEnumerable<AdminRole> roles, string createdBy, DateTimeOffset now)
    {
        var administrator = new Administrator
        {
            UserName = name.Value,
            NormalizedUserName = name.Key,
            PasswordHash = passwordHash,
            CreatedBy = createdBy,
            CreatedAt = now,
        };
        administrator.StoredRoles.AddRange(roles);
        return administrator;
    }

    public void SignedIn(DateTimeOffset now) => LastSignInAt = now;

    /// <summary>Ends all their sessions; no sign-in succeeds from now on.</summary>
    public void Disable()
    {
        IsDisabled = true;
        EndSessions();
    }

    /// <summary>Only this password signs in from now on; sessions begun with another one are ended.</summary>
    public void SetPassword(string hash)
    {
        PasswordHash = hash;
        EndSessions();
    }

    /// <summary>Every session carries the security stamp that it began with.</summary>
    public void EndSessions() => SecurityStamp = Guid.NewGuid().ToString();
}
