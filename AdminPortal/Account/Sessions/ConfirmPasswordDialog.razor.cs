using AdminPortal.Account.SignIn;
using AdminPortal.Domain.Administrators.Rules.Passwords;
using AdminPortal.Domain.Administrators.Sessions;
using AdminPortal.Shell.Feedback;
using AdminPortal.Shell.Scripts;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Web;

namespace AdminPortal.Account.Sessions;

/// <summary>
/// Prompts for the password when <see cref="PasswordProof"/> needs it. The password is kept only during the call that checks it.
/// </summary>
public sealed partial class ConfirmPasswordDialog(
    PasswordProof proof, ConfirmPassword confirm, AuthenticationStateProvider provider, BrowserScripts scripts, ServerCalls calls)
    : IDisposable
{
    private const string FieldId = "field-confirm-password";

    private ElementReference field;
    private string? problem;
    private bool busy;

    public void Dispose()
    {
        proof.Changed -= Refresh;
        proof.Answer(isProved: false);
    }

    protected override void OnInitialized() => proof.Changed += Refresh;

    private void Refresh(object? sender, EventArgs args) => _ = InvokeAsync(() =>
    {
        problem = null;
        StateHasChanged();
    });

    private void Cancel()
    {
        if (!busy)
        {
            proof.Answer(isProved: false);
        }
    }

    private Task PressAsync(KeyboardEventArgs pressed) => pressed.Key == "Enter" ? ConfirmAsync() : Task.CompletedTask;

    private async Task ConfirmAsync()
    {
        if (busy)
        {
            return;
        }

        busy = true;
        problem = await CheckAsync();
        busy = false;
        if (problem is null)
        {
            proof.Answer(isProved: true);
        }
        else
        {
            await scripts.FocusAsync(FieldId);
        }
    }

    // There is no error boundary here: a fault would end the page, with everything typed in it.
    private async Task<string?> CheckAsync()
    {
        string? found = null;
        var reference = await calls.TryAsync("check a password", async () => found = await JudgeAsync());
        return reference is null ? found : $"The server could not check the password. Try again. Reference: {reference}";
    }

    private async Task<string?> JudgeAsync()
    {
        var password = new TypedPassword(await scripts.TakePasswordAsync(field));
        if (password.Reveal().Length == 0)
        {
            return "Enter your password";
        }

        var user = (await provider.GetAuthenticationStateAsync()).User;
        return SessionPrincipal.SessionOf(user) is { } session
            ? Problem(await confirm.ExecuteAsync(session, password, SessionPrincipal.AddressOf(user), CancellationToken.None))
            : Problem(new ConfirmPasswordOutcome.Refused());
    }

    private static string? Problem(ConfirmPasswordOutcome outcome) => outcome switch
    {
        ConfirmPasswordOutcome.Confirmed => null,
        ConfirmPasswordOutcome.LockedOut lockedOut => $"Too many failed attempts. Try again in {Wait.InWords(lockedOut.Wait)}.",
        ConfirmPasswordOutcome.Busy => "Too many passwords are being checked at the moment. Try again in a few seconds.",
        _ => "The password is incorrect.",
    };
}
