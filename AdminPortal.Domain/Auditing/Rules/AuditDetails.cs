using System.Text.Encodings.Web;
using System.Text.Json;

namespace AdminPortal.Domain.Auditing.Rules;

/// <summary>What changed, field by field, as the audit log keeps it. Secrets appear by their first four characters only.</summary>
public sealed class AuditDetails
{
    private static readonly JsonSerializerOptions Readable = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private readonly List<FieldChange> _changes = [];

    public static AuditDetails None => new();

    internal string Json => JsonSerializer.Serialize(_changes, Readable);

    /// <summary>Facts without a previous value.</summary>
    public static AuditDetails Of(params IEnumerable<(string Field, string? Value)> facts)
    {
        var details = new AuditDetails();
        foreach (var (field, value) in facts)
        {
            details.Add(field, null, value);
        }

        return details;
    }

    /// <summary>Adds the field if it changed.</summary>
    public AuditDetails Add(string field, string? before, string? after)
    {
        if (!string.Equals(before, after, StringComparison.Ordinal))
        {
            _changes.Add(new FieldChange(field, before, after));
        }

        return this;
    }

    private sealed record FieldChange(string Field, string? Before, string? After);
}
