namespace AdminPortal.Domain.Permissions.Rules;

/// <summary>The interface that a request came through; the audit log's column Interface.</summary>
public enum ActorInterface
{
    UserInterface = 1,
    Api = 2,
    Host = 3,
}

/// <summary>Who requests an operation. Carries no permissions: the gate looks them up each time.</summary>
public abstract record Actor
{
    private Actor(string name, string? sourceAddress, ActorInterface door)
    {
        Name = name;
        SourceAddress = sourceAddress;
        Interface = door;
    }

    /// <summary>The name in the audit log, also after the administrator is gone.</summary>
    public string Name { get; }

    public string? SourceAddress { get; }

    public ActorInterface Interface { get; }

    /// <summary>Whether the actor recently proved their identity; false unless a kind of actor says otherwise.</summary>
    public virtual bool HasFreshProof(DateTimeOffset now) => false;

    /// <summary>A signed-in administrator.</summary>
    public sealed record SignedIn(string AdministratorId, string UserName, string? Address, ActorInterface Door = ActorInterface.UserInterface)
        : Actor(UserName, Address, Door)
    {
        /// <summary>When the password was last proved in this session; null if never.</summary>
        public DateTimeOffset? ProvedAt { get; init; }

        public override bool HasFreshProof(DateTimeOffset now) => FreshProof.IsFresh(ProvedAt, now);
    }

    /// <summary>Not authenticated yet: the person at the sign-in or set-up page, under the name that was typed.</summary>
    public sealed record Anonymous(string TypedName, string? Address) : Actor(TypedName, Address, ActorInterface.UserInterface);

    /// <summary>Someone running the program on its host, or the program itself. They own the store, so the gate lets them pass.</summary>
    public sealed record OnHost(string Task) : Actor(Task, null, ActorInterface.Host)
    {
        public override bool HasFreshProof(DateTimeOffset now) => true;
    }
}
