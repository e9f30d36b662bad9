using System.Data.Common;

namespace AdminPortal.Domain.Storage.Seams;

/// <summary>How processes on one store hear of each other's changes. That something changed is all that is told.</summary>
public interface IStoreFeed
{
    /// <summary>From now on each commit of this process tells the others, within its very transaction.</summary>
    void TellOthers();

    /// <summary>A number that is another one after somebody has told.</summary>
    /// <exception cref="DbException">The store does not answer.</exception>
    long Read();

    /// <summary>Lets go of what the last look was made by; the next one begins anew.</summary>
    void Close();
}
