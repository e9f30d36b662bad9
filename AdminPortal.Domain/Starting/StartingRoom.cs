using Microsoft.Extensions.DependencyInjection;

namespace AdminPortal.Domain.Starting;

// This room owns the order in which a store becomes usable: whole, of this build's version, with its keys and its first catalogue. It
// protects a store from a second process and from a build that does not know it. It must never begin anything that serves a request.

/// <summary>What happens before there is a request.</summary>
internal static class StartingRoom
{
    public static IServiceCollection AddStarting(this IServiceCollection services) => services.AddSingleton<StoreStart>();
}
