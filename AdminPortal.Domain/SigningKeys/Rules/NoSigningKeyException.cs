using System.Data.Common;

namespace AdminPortal.Domain.SigningKeys.Rules;

/// <summary>
/// The store has no key that can sign, or none that can be unwrapped: until then nothing can be signed or verified (fail-closed).
/// </summary>
public sealed class NoSigningKeyException(string message, Exception? cause = null) : DbException(message, cause);
