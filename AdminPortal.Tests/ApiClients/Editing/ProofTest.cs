using AdminPortal.Account.Sessions;
using AdminPortal.Domain.Administrators;
using AdminPortal.Domain.Administrators.Rules.Passwords;
using AdminPortal.Domain.Administrators.Sessions;
using AdminPortal.Domain.Permissions.Rules;
using AdminPortal.Domain.Storage;
using AdminPortal.Tests.Support;
using Bunit;

namespace AdminPortal.Tests.ApiClients.Editing;

/// <summary>The form of a client as somebody who really signed in sees it, with the dialog that the frame of the page holds.</summary>
public abstract class ProofTest : EditingTest
{
    protected const string Password = "canary horse battery";
    protected const string Question = "Confirm it is you";

    protected static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private JSRuntimeInvocationHandler<string?> _field = null!;

    protected IRenderedComponent<ConfirmPasswordDialog> Asker { get; private set; } = null!;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        var alice = new AddAdministratorCommand("alice", new TypedPassword(Password), AdminRole.SuperAdministrator);
        await Domain.Get<AddAdministrator>().ExecuteAsync(alice, new Actor.OnHost("test"), Cancellation);
        var signedIn = await Domain.Get<SignInAdministrator>().ExecuteAsync(new("alice", alice.Password, null, []), Cancellation);
        Host.SignIn(Assert.IsType<SignInOutcome.SignedIn>(signedIn));
        _field = Host.JSInterop.SetupModule("./js/password.js").Setup<string?>("take", _ => true);
        Asker = Host.Render<ConfirmPasswordDialog>();
    }

    protected AngleSharp.Dom.IElement Asked()
    {
        Asker.WaitForAssertion(() => Assert.Single(Asker.FindAll("dialog")), Patience);
        return Asker.Find("dialog");
    }

    protected Task ConfirmAsync(string password)
    {
        _field.SetResult(password);
        return Asker.Button("Confirm").ClickAsync(new());
    }

    // An hour's work: active all the time, so the session lasts.
    protected Task OutlastProofAsync()
    {
        Domain.Clock.Advance(FreshProof.Lasts + TimeSpan.FromSeconds(1));
        return Domain.Get<PortalStore>().ChangeSessionTimesAsync(times => times with { SeenAt = Domain.Clock.GetUtcNow() });
    }
}
