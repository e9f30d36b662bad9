namespace AdminPortal.Domain;

/// <summary>An expected "no": a stable code, a sentence that says what to do, and the key of the field it belongs to (if one).</summary>
public sealed record PortalError(string Code, string Message, FieldKey? Field = null);
