using AdminPortal.Shell;

namespace AdminPortal.Timekeeping;

// This room owns what administrators see and do when the server's clock is in doubt. It must never judge the clock itself: the domain does.

/// <summary>Adds the notice to every page.</summary>
public static class TimekeepingRoom
{
    public static IServiceCollection AddTimekeeping(this IServiceCollection services) =>
        services.AddSingleton(new FramePart(typeof(ClockNotice)) { IsAbovePage = true });
}
