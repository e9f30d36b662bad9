namespace AdminPortal.Domain.Storage.Seams;

/// <summary>What is asked of a store, and done to it, before anybody works with it.</summary>
public interface IStoreOpening
{
    bool Exists { get; }

    /// <summary>Whether changes lie beside the store that whoever opens it next carries on, for somebody has it open or was killed.</summary>
    bool HasLog { get; }

    /// <summary>Makes it where there is none, and closes it to strangers.</summary>
    /// <exception cref="IOException">It cannot be made.</exception>
    /// <exception cref="UnauthorizedAccessException">This process may not make it.</exception>
    void Prepare();

    /// <summary>Only while nobody has the store open, and before anybody opens it.</summary>
    /// <exception cref="StoreStartException">What was committed cannot be read.</exception>
    void RequireWholeLog();

    /// <summary>Whether nothing is left to bring up to date.</summary>
    /// <exception cref="StoreStartException">The store is a newer build's, too old for this one, or somebody else's.</exception>
    Task<bool> IsCurrentAsync(PortalDbContext db, CancellationToken cancellation);

    /// <summary>Brings the store up to date, or makes sure that one which is can be written. Whoever does that is alone with the store.</summary>
    /// <exception cref="StoreStartException">The store is a newer build's, too old for this one, or somebody else's.</exception>
    Task MigrateAsync(CancellationToken cancellation);

    /// <summary>What an operator reads of a fault of the store; null for one of something else.</summary>
    string? Explain(Exception fault);
}
