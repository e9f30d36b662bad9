using System.Globalization;
using AdminPortal.Account.Cookies;
using AdminPortal.Account.Sessions;
using AdminPortal.Domain.Administrators.Rules.Passwords;
using AdminPortal.Domain.Administrators.Sessions;
using AdminPortal.Hosting.Settings;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Components;

namespace AdminPortal.Account.SignIn;

// This room owns the sign-in form, and the responses to forms that are not ours. It protects the refusal, which is the same for everyone,
// and the return address, which stays on this site. It must never send a password back.

/// <summary>Where administrators sign in: a static page, because only a plain response can set the cookie.</summary>
public sealed partial class SignInPage
{
    public const string CreatedMeanwhile = "meanwhile";

    private const string FormName = "sign-in";
    private const string Refusal = "The user name or password is incorrect.";

    private static readonly TimeSpan BusyPause = TimeSpan.FromSeconds(5);

    private string? problem;

    [Inject]
    private SignInAdministrator SignIn { get; set; } = default!;

    [Inject]
    private KnownBrowser KnownBrowser { get; set; } = default!;

    [Inject]
    private PortalOptions Options { get; set; } = default!;

    [CascadingParameter]
    public HttpContext HttpContext { get; set; } = default!;

    [SupplyParameterFromForm(FormName = FormName)]
    public SignInInput Input { get; set; } = default!;

    [SupplyParameterFromQuery]
    public string? ReturnUrl { get; set; }

    /// <summary>A string, because anyone may put anything into an address, and parsing it must not fail.</summary>
    [SupplyParameterFromQuery]
    public string? Created { get; set; }

    /// <summary>Set when the form that was sent belonged to an earlier identity.</summary>
    [SupplyParameterFromQuery(Name = OutdatedForms.Mark)]
    public string? Outdated { get; set; }

    private bool CookiesAreLost =>
        Options.IssuerIsHttps && !HttpContext.Request.IsHttps && HttpContext.Request.Host.Host is not "localhost";

    protected override void OnInitialized()
    {
        Input ??= new();
        if (HttpMethods.IsGet(HttpContext.Request.Method) && Outdated != "true" && SessionPrincipal.SessionOf(HttpContext.User) is not null)
        {
            Leave();
        }
    }

    private async Task SignInAsync()
    {
        var browser = KnownBrowser.Read(HttpContext);
        var attempt = new SignInAttempt(
            Input.UserName ?? "",
            new TypedPassword(Input.Password),
            SessionPrincipal.TextOf(HttpContext.Connection.RemoteIpAddress),
            browser.Administrators)
        {
            Browser = browser.Id,
            Previous = SessionPrincipal.SessionOf(HttpContext.User),
        };
        switch (await SignIn.ExecuteAsync(attempt, HttpContext.RequestAborted))
        {
            case SignInOutcome.SignedIn signedIn:
                await AdmitAsync(signedIn);
                break;
            case SignInOutcome.LockedOut lockedOut:
                RefuseForNow(lockedOut.Wait, $"Too many failed attempts. Try again in {Wait.InWords(lockedOut.Wait)}.");
                break;
            case SignInOutcome.Busy:
                RefuseForNow(BusyPause, "Too many people are signing in at the moment. Try again in a few seconds.");
                break;
            default:
                problem = Refusal;
                break;
        }
    }

    private void RefuseForNow(TimeSpan wait, string sentence)
    {
        HttpContext.Response.StatusCode = StatusCodes.Status429TooManyRequests;
        HttpContext.Response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        problem = sentence;
    }

    private async Task AdmitAsync(SignInOutcome.SignedIn signedIn)
    {
        KnownBrowser.Remember(HttpContext, signedIn.Administrator.Id);
        await HttpContext.SignInAsync(SessionPrincipal.Of(signedIn.Administrator, signedIn.Session));
        Leave();
    }

    // Relative, unlike the navigation's own redirect: behind a proxy the scheme and host seen here may differ from the browser's.
    private void Leave() => HttpContext.Response.Redirect(LocalReturnUrl.From(ReturnUrl));

    /// <summary>The form as it was posted.</summary>
    public sealed class SignInInput
    {
        public string? UserName { get; set; }

        public string? Password { get; set; }
    }
}
