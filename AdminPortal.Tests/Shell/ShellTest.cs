using System.Security.Claims;
using AdminPortal.Shell.Feedback;
using AdminPortal.Shell.Navigation;
using AdminPortal.Shell.Scripts;
using Bunit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using MudBlazor.Services;

namespace AdminPortal.Tests.Shell;

/// <summary>A page's surroundings for one component: the shell's services, a clock that is set, a browser and a gate that agree to everything.</summary>
public abstract class ShellTest : BunitContext, IAsyncLifetime
{
    protected ShellTest()
    {
        JSInterop.Mode = JSRuntimeMode.Loose;
        Services.AddLogging();
        Services.AddMudServices();
        Services.AddSingleton<TimeProvider>(Clock);
        Services.AddScoped<BrowserScripts>();
        Services.AddScoped<Announcer>();
        Services.AddScoped<StatusMessages>();
        Services.AddScoped<ServerCalls>();
        Services.AddScoped<IPageAccess, EveryPage>();
    }

    protected FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2027, 3, 1, 12, 0, 0, TimeSpan.Zero));

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    // The library's services can only be disposed asynchronously.
    public new async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    private sealed class EveryPage : IPageAccess
    {
        public ValueTask<bool> MaySeeAsync(ClaimsPrincipal user, string moduleName) => ValueTask.FromResult(true);
    }
}
