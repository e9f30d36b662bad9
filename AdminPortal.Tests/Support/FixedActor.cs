using AdminPortal.Account;
using AdminPortal.Domain.Permissions.Rules;

namespace AdminPortal.Tests.Support;

/// <summary>For pages under test: the person at the page is always this one.</summary>
public sealed class FixedActor(Actor actor) : CurrentActor
{
    public override Task<Actor> GetAsync(CancellationToken cancellation = default) => Task.FromResult(actor);
}
