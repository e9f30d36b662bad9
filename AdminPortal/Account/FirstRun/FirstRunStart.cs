using AdminPortal.Domain.Administrators.FirstRun;
using AdminPortal.Domain.Administrators.Rules;
using AdminPortal.Domain.Administrators.Rules.Passwords;
using AdminPortal.Domain.Permissions.Rules;
using AdminPortal.Hosting.Settings;

namespace AdminPortal.Account.FirstRun;

/// <summary>What a start does while there is no administrator: create the one from the settings, or log the set-up link.</summary>
internal static partial class FirstRunStart
{
    /// <summary>False when the settings' administrator is refused; the reasons are written to standard error, one per line.</summary>
    public static async Task<bool> PrepareFirstRunAsync(this WebApplication app)
    {
        var services = app.Services;
        if (await services.GetRequiredService<FirstAdministrator>().ExistsAsync(CancellationToken.None))
        {
            return true;
        }

        var options = services.GetRequiredService<PortalOptions>();
        if (options.Setup is { UserName: { } userName, Password: { } password })
        {
            return await CreateAsync(app, userName, new TypedPassword(password.Reveal()));
        }

        SetupIsOpen(app.Logger, services.GetRequiredService<SetupLink>().Issue(options.Issuer));
        return true;
    }

    private static async Task<bool> CreateAsync(WebApplication app, string userName, TypedPassword password)
    {
        var create = app.Services.GetRequiredService<CreateFirstAdministrator>();
        var created = await create.ExecuteAsync(userName, password, new Actor.OnHost("first start"), CancellationToken.None);
        foreach (var error in created.Errors)
        {
            var setting = error.Field == AdministratorFields.Password ? nameof(SetupOptions.Password) : nameof(SetupOptions.UserName);
            await Console.Error.WriteLineAsync($"{PortalOptions.Section}:{nameof(PortalOptions.Setup)}:{setting} is refused: {error.Message}");
        }

        if (created.IsSuccess)
        {
            AdministratorIsCreated(app.Logger, created.Value.Value);
        }

        return created.IsSuccess;
    }

    [LoggerMessage(110, LogLevel.Information, "There is no administrator yet. Create the first one at {SetupLink}")]
    private static partial void SetupIsOpen(ILogger logger, string setupLink);

    [LoggerMessage(111, LogLevel.Information, "Created the first administrator, {UserName}, from Portal:Setup")]
    private static partial void AdministratorIsCreated(ILogger logger, string userName);
}
