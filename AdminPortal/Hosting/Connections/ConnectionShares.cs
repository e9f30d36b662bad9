namespace AdminPortal.Hosting.Connections;

// This room owns the sockets of both listeners. It protects the process from running out of handles, for then no file opens and no
// assembly loads any more, and protects each caller's share from the others. It must never look into a request.

/// <summary>How many connections each listener may hold, as the number of handles that the system grants allows.</summary>
internal sealed record ConnectionShares(int Public, int Management)
{
    // What the program holds itself once every page was opened: assemblies, the store, visits to key addresses. Measured below 400.
    private const int HandlesOfTheProgram = 512;

    // Its socket, and the store's file and log while it is answered.
    private const int HandlesOfAConnection = 2;

    private const int MostPublic = 10_000;
    private const int LeastPublic = 32;
    private const int OfManagement = 16;

    /// <summary>A connection that is a page's, or asks to be: it stays for hours, so that the rest is kept for requests.</summary>
    public int Upgraded => Public / 2;

    public static ConnectionShares Of(long handles) => new(
        (int)Math.Clamp((handles - HandlesOfTheProgram - OfManagement) / HandlesOfAConnection, LeastPublic, MostPublic), OfManagement);
}
