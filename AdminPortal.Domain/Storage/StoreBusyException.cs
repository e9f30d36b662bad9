using System.Data.Common;
using System.Globalization;

namespace AdminPortal.Domain.Storage;

/// <summary>The writers' gate timed out: another writer has held it for too long, or is stuck.</summary>
public sealed class StoreBusyException(TimeSpan waited)
    : DbException(string.Create(CultureInfo.InvariantCulture, $"other writers have held the store for {waited.TotalSeconds} s"));
