using System.Reflection;

namespace AdminPortal.Domain.Storage.Starting;

/// <summary>
/// Which build a store belongs to, read from the migrations that it has been through. Their names begin with the time at which each was
/// made, so what is unknown here is newer than this build or older than everything that it can bring up to date.
/// </summary>
internal static class StoreVersion
{
    private static readonly string Build =
        typeof(StoreVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];

    /// <summary>Whether nothing is left to bring up to date.</summary>
    /// <exception cref="StoreStartException">The store is a newer build's, or too old for this one.</exception>
    public static bool IsCurrent(IReadOnlyCollection<string> applied, IReadOnlyList<string> known, string store)
    {
        var (oldest, newest) = (known[0], known[^1]);
        var unknown = applied.Except(known, StringComparer.Ordinal).ToList();
        if (unknown.Find(name => string.CompareOrdinal(name, oldest) < 0) is { } old)
        {
            throw new StoreStartException(
                $"The store {store} is of version {old}, from before the first release; AdminPortal {Build} reads stores from {oldest} on. "
                + "Set Portal:DataDirectory to a new directory, and set the portal up there.");
        }

        if (unknown.Count > 0)
        {
            throw new StoreStartException(
                $"The store {store} is of version {unknown[^1]}, made by a newer AdminPortal; this is AdminPortal {Build}, whose stores are of version {newest}. "
                + "Start the newer AdminPortal, or restore the copy of the data directory that was kept before the update.");
        }

        return applied.Count == known.Count;
    }
}
