namespace AdminPortal.Hosting.Connections;

// This room owns the sockets of both listeners. It protects the process from running out of file handles, without which no file opens and
// no assembly loads, and protects each caller's share from the others. It must never inspect a request.

/// <summary>How many connections each listener may hold, derived from the handles that the system grants.</summary>
internal sealed record ConnectionShares(int Public, int Management)
{
    // The program's own handles once every page was opened: assemblies, the store, key fetches. Measured below 400.
    private const int HandlesOfTheProgram = 512;

    // Its socket, and the store's file and log while it is served.
    private const int HandlesOfAConnection = 2;

    private const int MostPublic = 10_000;
    private const int LeastPublic = 32;
    private const int OfManagement = 16;

    /// <summary>Limit for connections of open pages, which stay for hours; the rest is reserved for requests.</summary>
    public int Upgraded => Public / 2;

    public static ConnectionShares Of(long handles) => new(
        (int)Math.Clamp((handles - HandlesOfTheProgram - OfManagement) / HandlesOfAConnection, LeastPublic, MostPublic), OfManagement);
}
