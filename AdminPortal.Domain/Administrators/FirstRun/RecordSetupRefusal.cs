using AdminPortal.Domain.Administrators.Attempts;
using AdminPortal.Domain.Administrators.Rules;
using AdminPortal.Domain.Permissions.Rules;

namespace AdminPortal.Domain.Administrators.FirstRun;

/// <summary>Records an attempt to set up with a wrong token.</summary>
public sealed class RecordSetupRefusal(StrangersAttempts attempts)
{
    public Task ExecuteAsync(string? sourceAddress) => attempts.RecordAsync(
        AdministratorActions.Setup, new Actor.Anonymous("Set up", sourceAddress), "The setup token was not valid", null);
}
