using System.Reflection;

namespace AdminPortal.Domain.Storage.Starting;

/// <summary>
/// Which build a store belongs to, read from the migrations applied to it. Their names begin with the time of their creation, so an unknown
/// one is either newer than this build or older than everything it can migrate.
/// </summary>
internal static class StoreVersion
{
    private static readonly string Build =
        typeof(StoreVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];

    /// <summary>Whether no migration is pending.</summary>
    /// <exception cref="StoreStartException">The store is a newer build's, or too old for this one.</exception>
    public static bool IsCurrent(IReadOnlyCollection<string> applied, IReadOnlyList<string> known, string store)
    {
        var (oldest, newest) = (known[0], known[^1]);
        var unknown = applied.Except(known, StringComparer.Ordinal).ToList();
        if (unknown.Find(name => string.CompareOrdinal(name, oldest) < 0) is { } old)
        {
            throw new StoreStartException(
                $"The store {store} has version {old}, from before the first release; AdminPortal {Build} reads stores from version {oldest} on. "
                + "Set Portal:DataDirectory to a new directory, and set the portal up there.");
        }

        if (unknown.Count > 0)
        {
            throw new StoreStartException(
                $"The store {store} has version {unknown[^1]}, made by a newer AdminPortal; this is AdminPortal {Build}, whose stores have version {newest}. "
                + "Start the newer AdminPortal, or restore the copy of the data directory that was kept before the update.");
        }

        return applied.Count == known.Count;
    }
}
