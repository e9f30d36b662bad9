using AdminPortal.Domain.Administrators.Rules.Sessions;

namespace AdminPortal.Domain.Administrators.Sessions;

/// <summary>The outcome of an attempt to sign in.</summary>
public abstract record SignInOutcome
{
    private SignInOutcome()
    {
    }

    public sealed record SignedIn(Administrator Administrator, AdministratorSession Session) : SignInOutcome;

    /// <summary>Unknown, disabled or wrong: the response does not reveal which.</summary>
    public sealed record Refused : SignInOutcome;

    /// <summary>Too many failures; the password was not checked.</summary>
    public sealed record LockedOut(TimeSpan Wait) : SignInOutcome;

    /// <summary>Too many other attempts are queued; the password was not checked.</summary>
    public sealed record Busy : SignInOutcome;
}
