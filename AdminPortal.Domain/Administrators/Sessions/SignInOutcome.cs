using AdminPortal.Domain.Administrators.Rules.Sessions;

namespace AdminPortal.Domain.Administrators.Sessions;

/// <summary>How an attempt to sign in ended.</summary>
public abstract record SignInOutcome
{
    private SignInOutcome()
    {
    }

    public sealed record SignedIn(Administrator Administrator, AdministratorSession Session) : SignInOutcome;

    /// <summary>Unknown, disabled or wrong: nobody outside learns which.</summary>
    public sealed record Refused : SignInOutcome;

    /// <summary>Too many failures; the password was not looked at.</summary>
    public sealed record LockedOut(TimeSpan Wait) : SignInOutcome;

    /// <summary>Too many attempts of others wait to be verified; the password was not looked at.</summary>
    public sealed record Busy : SignInOutcome;
}
