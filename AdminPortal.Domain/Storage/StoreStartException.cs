namespace AdminPortal.Domain.Storage;

/// <summary>The store cannot be opened for a reason that the operator can fix; the message says how.</summary>
public class StoreStartException(string message, Exception? inner = null) : Exception(message, inner);
