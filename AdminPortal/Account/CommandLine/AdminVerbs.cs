using AdminPortal.Domain;
using AdminPortal.Domain.Administrators;
using AdminPortal.Domain.Administrators.Access;
using AdminPortal.Domain.Administrators.Clock;
using AdminPortal.Domain.Administrators.Rules;
using AdminPortal.Domain.Administrators.Rules.Passwords;
using AdminPortal.Domain.Permissions.Rules;
using AdminPortal.Domain.Timekeeping.Rules;

namespace AdminPortal.Account.CommandLine;

/// <summary>Every verb of <c>admin</c>, in the order of the usage.</summary>
internal static class AdminVerbs
{
    private const string UserNameOption = "--user-name";
    private const string RoleOption = "--role";

    public static IReadOnlyList<AdminVerb> All { get; } =
    [
        new("add", [UserNameOption, RoleOption], "adds an administrator; roles are Super Administrator and Auditor", AddAsync) { TakesPassword = true },
        new("set-password", [UserNameOption], "sets an administrator's password and ends all their sessions", SetPasswordAsync) { TakesPassword = true },
        new("disable", [UserNameOption], "disables an administrator and ends all their sessions", DisableAsync),
        new("end-sessions", [UserNameOption], "signs an administrator out everywhere", EndSessionsAsync),
        new("clock accept", [], "confirms that the clock is right when it is in doubt", AcceptClockAsync),
        new("audit verify", [], "verifies that the audit log is as it was written", AuditVerb.VerifyAsync) { Refusal = "" },
    ];

    private static async Task<Result<string>> AddAsync(VerbCall call, Actor actor)
    {
        var command = new AddAdministratorCommand(call.Asked["user-name"], new TypedPassword(call.Password), call.Asked["role"]);
        var added = await call.Get<AddAdministrator>().ExecuteAsync(command, actor, CancellationToken.None);
        return Told(added, name => $"Added the administrator {name} as {command.Role}.");
    }

    private static async Task<Result<string>> SetPasswordAsync(VerbCall call, Actor actor)
    {
        var set = await call.Get<SetAdministratorPassword>()
            .ExecuteAsync(call.Asked["user-name"], new TypedPassword(call.Password), actor, CancellationToken.None);
        return Told(set, name => $"Set the password of {name} and ended all their sessions.");
    }

    private static async Task<Result<string>> DisableAsync(VerbCall call, Actor actor)
    {
        var disabled = await call.Get<DisableAdministrator>().ExecuteAsync(call.Asked["user-name"], actor, CancellationToken.None);
        return Told(disabled, name => $"Disabled {name} and ended all their sessions.");
    }

    private static async Task<Result<string>> EndSessionsAsync(VerbCall call, Actor actor)
    {
        var ended = await call.Get<EndAdministratorSessions>().ExecuteAsync(call.Asked["user-name"], actor, CancellationToken.None);
        return Told(ended, name => $"Ended all sessions of {name}.");
    }

    private static async Task<Result<string>> AcceptClockAsync(VerbCall call, Actor actor)
    {
        var accepted = await call.Get<AcceptClock>().ExecuteAsync(actor, CancellationToken.None);
        return accepted switch
        {
            { IsSuccess: false } => accepted.Errors.ToList(),
            { Value: true } => $"Clock accepted. Deletion by age resumes once it has run steadily for at least {call.Get<ClockBounds>().SettlesInWords}.",
            _ => "The clock is not in doubt; there is nothing to accept.",
        };
    }

    private static Result<string> Told(Result<UserName> done, Func<UserName, string> line) =>
        done.IsSuccess ? line(done.Value) : done.Errors.ToList();
}
