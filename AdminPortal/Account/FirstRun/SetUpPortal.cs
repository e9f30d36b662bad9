using AdminPortal.Account.SignIn;
using AdminPortal.Domain;
using AdminPortal.Domain.Administrators.FirstRun;
using AdminPortal.Domain.Administrators.Rules;
using AdminPortal.Domain.Administrators.Rules.Passwords;
using AdminPortal.Domain.Permissions.Rules;

namespace AdminPortal.Account.FirstRun;

/// <summary>What was typed at the set-up page, and the source address.</summary>
internal sealed record SetupAttempt(string? Token, string? UserName, TypedPassword Password, string? SourceAddress);

/// <summary>Checks the token first: without a valid one, nothing about names and passwords is revealed.</summary>
internal sealed class SetUpPortal(SetupLink link, CreateFirstAdministrator create, RecordSetupRefusal recordRefusal, TimeProvider clock)
{
    public const string ThrottledCode = "setup.throttled";

    public static readonly FieldKey TokenField = new("setup_token");

    private const string Subject = "setup";
    private const int Limit = 10;

    private static readonly TimeSpan Window = TimeSpan.FromMinutes(5);

    private static readonly PortalError WrongToken =
        new("setup.token", "That setup token is not valid. Find the current one in the server log.", TokenField);

    private readonly FailureThrottle _failures = new(Limit, Window, clock);

    public async Task<Result<UserName>> ExecuteAsync(SetupAttempt attempt, CancellationToken cancellation)
    {
        if (_failures.Check(Subject, attempt.SourceAddress) is { IsThrottled: true } throttled)
        {
            return new PortalError(ThrottledCode, $"Too many attempts. Try again in {Wait.InWords(throttled.RetryAfter)}.");
        }

        if (!link.Accepts(attempt.Token))
        {
            _failures.RecordFailure(Subject, attempt.SourceAddress);
            await recordRefusal.ExecuteAsync(attempt.SourceAddress);
            return WrongToken;
        }

        var actor = new Actor.Anonymous(attempt.UserName?.Trim() ?? "", attempt.SourceAddress);
        var created = await create.ExecuteAsync(attempt.UserName, attempt.Password, actor, cancellation);
        if (created.IsSuccess)
        {
            link.Spend();
        }

        return created;
    }
}
