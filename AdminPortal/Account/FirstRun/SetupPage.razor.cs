using AdminPortal.Account.Sessions;
using AdminPortal.Account.SignIn;
using AdminPortal.Domain;
using AdminPortal.Domain.Administrators.Rules;
using AdminPortal.Domain.Administrators.Rules.Passwords;
using AdminPortal.Hosting.Settings;
using AdminPortal.Shell.Fields;
using Microsoft.AspNetCore.Components;

namespace AdminPortal.Account.FirstRun;

/// <summary>Where the first administrator is created; it exists only until there is one.</summary>
public sealed partial class SetupPage
{
    public const string Path = "/setup";

    private const string FormName = "setup";

    private static readonly string UserNameHint = $"{UserName.MinLength} to {UserName.MaxLength} characters.";
    private static readonly string PasswordHint =
        $"At least {NewPassword.MinLength} characters; a few words in a row are fine. Common passwords are refused.";

    private static readonly Dictionary<FieldKey, string> FieldIds = new()
    {
        [SetUpPortal.TokenField] = FieldWiring.IdFor("Setup token"),
        [AdministratorFields.UserName] = FieldWiring.IdFor("User name"),
        [AdministratorFields.Password] = FieldWiring.IdFor("Password"),
    };

    private IReadOnlyList<PortalError> errors = [];

    [Inject]
    private SetUpPortal SetUp { get; set; } = default!;

    [Inject]
    private PortalOptions Options { get; set; } = default!;

    [CascadingParameter]
    public HttpContext HttpContext { get; set; } = default!;

    [SupplyParameterFromQuery(Name = OutdatedForms.Mark)]
    public string? Outdated { get; set; }

    [SupplyParameterFromForm(FormName = FormName)]
    public SetupInput Input { get; set; } = default!;

    protected override void OnInitialized() => Input ??= new();

    private async Task CreateAsync()
    {
        var source = SessionPrincipal.TextOf(HttpContext.Connection.RemoteIpAddress);
        var attempt = new SetupAttempt(Input.Token, Input.UserName, new TypedPassword(Input.Password), source);
        var created = await SetUp.ExecuteAsync(attempt, HttpContext.RequestAborted);
        if (created.IsSuccess)
        {
            HttpContext.Response.Redirect($"{SessionEvents.SignInPath}?created=true");
            return;
        }

        errors = created.Errors;
        if (errors[0].Code == SetUpPortal.ThrottledCode)
        {
            HttpContext.Response.StatusCode = StatusCodes.Status429TooManyRequests;
        }
    }

    private string? ErrorOf(FieldKey field) => errors.FirstOrDefault(error => error.Field == field)?.Message;

    /// <summary>The form as it was posted.</summary>
    public sealed class SetupInput
    {
        public string? Token { get; set; }

        public string? UserName { get; set; }

        public string? Password { get; set; }
    }
}
