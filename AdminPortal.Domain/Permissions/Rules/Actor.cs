using AdminPortal.Domain.Administrators.Rules;

namespace AdminPortal.Domain.Permissions.Rules;

/// <summary>By which door somebody came; the audit log's column Interface.</summary>
public enum ActorInterface
{
    UserInterface = 1,
    Api = 2,
    Host = 3,
}

/// <summary>Who asks for an operation. Carries no permission: the gate looks them up each time.</summary>
public abstract record Actor
{
    private Actor(string name, string? sourceAddress, ActorInterface door)
    {
        Name = name;
        SourceAddress = sourceAddress;
        Interface = door;
    }

    /// <summary>What the audit log shows, also after the administrator is gone.</summary>
    public string Name { get; }

    public string? SourceAddress { get; }

    public ActorInterface Interface { get; }

    /// <summary>Whether who asks has lately proved to be who they are; no unless a kind of actor says otherwise.</summary>
    public virtual bool HasFreshProof(DateTimeOffset now) => false;

    /// <summary>A signed-in administrator.</summary>
    public sealed record SignedIn(string AdministratorId, string UserName, string? Address, ActorInterface Door = ActorInterface.UserInterface)
        : Actor(UserName, Address, Door)
    {
        /// <summary>When the password was last proved in this session. Left out, it never was.</summary>
        public DateTimeOffset? ProvedAt { get; init; }

        public override bool HasFreshProof(DateTimeOffset now) => FreshProof.IsFresh(ProvedAt, now);
    }

    /// <summary>Nobody yet: the person at the sign-in or set-up page, under the name that was typed.</summary>
    public sealed record Anonymous(string TypedName, string? Address) : Actor(TypedName, Address, ActorInterface.UserInterface);

    /// <summary>Whoever runs the program on its host, and the program itself. They own the store, so the gate lets them pass.</summary>
    public sealed record OnHost(string Task) : Actor(Task, null, ActorInterface.Host)
    {
        public override bool HasFreshProof(DateTimeOffset now) => true;
    }
}
