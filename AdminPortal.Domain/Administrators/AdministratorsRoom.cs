using AdminPortal.Domain.Administrators.Access;
using AdminPortal.Domain.Administrators.Attempts;
using AdminPortal.Domain.Administrators.Clock;
using AdminPortal.Domain.Administrators.FirstRun;
using AdminPortal.Domain.Administrators.Passwords;
using AdminPortal.Domain.Administrators.Rules.Sessions;
using AdminPortal.Domain.Administrators.Sessions;
using Microsoft.Extensions.DependencyInjection;

namespace AdminPortal.Domain.Administrators;

/// <summary>The gate, the people, their sessions, and what strangers try.</summary>
internal static class AdministratorsRoom
{
    public static IServiceCollection AddAdministrators(this IServiceCollection services) => services
        .AddSingleton<PermissionGate>()
        .AddSingleton<StrangersAttempts>()
        .AddHostedService(provider => provider.GetRequiredService<StrangersAttempts>())
        .AddSingleton<AcceptClock>()
        .AddSingleton<PasswordHashing>()
        .AddSingleton<HashingTurns>()
        .AddSingleton<NewAdministratorValidator>()
        .AddSingleton<FirstAdministrator>()
        .AddSingleton<CreateFirstAdministrator>()
        .AddSingleton<RecordSetupRefusal>()
        .AddSingleton<AddAdministrator>()
        .AddSingleton<SetAdministratorPassword>()
        .AddSingleton<EndAdministratorSessions>()
        .AddSingleton<DisableAdministrator>()
        .AddSingleton<GetPermissions>()
        .AddSingleton<OpenPage>()
        .AddSingleton<SignInFailures>()
        .AddSingleton<SignInAdministrator>()
        .AddSingleton<SignOutAdministrator>()
        .AddSingleton<CheckSession>()
        .AddSingleton<KeepSession>()
        .AddSingleton<ConfirmPassword>();
}
