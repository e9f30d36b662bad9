using System.Text.Json;

namespace AdminPortal.Domain.ApiClients.Rules.Jwks;

/// <summary>The members of a JSON object in which each name appears once (RFC 7517 section 4). A null member counts as absent.</summary>
internal sealed class JwkMembers
{
    private readonly Dictionary<string, JsonElement> _members;

    private JwkMembers(Dictionary<string, JsonElement> members) => _members = members;

    public JsonElement? this[string name] => _members.TryGetValue(name, out var member) ? member : null;

    /// <summary>Null when the element is not an object, a name appears twice or a string contains an unpaired surrogate.</summary>
    public static JwkMembers? Of(JsonElement element)
    {
        if (element.ValueKind != JsonValueKind.Object)
        {
            return null;
        }

        try
        {
            var names = new HashSet<string>(StringComparer.Ordinal);
            var members = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
            foreach (var member in element.EnumerateObject())
            {
                if (!names.Add(member.Name))
                {
                    return null;
                }

                if (member.Value.ValueKind != JsonValueKind.Null)
                {
                    members.Add(member.Name, member.Value);
                }
            }

            return new JwkMembers(members);
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    public bool HasAny(IEnumerable<string> names) => names.Any(_members.ContainsKey);

    /// <summary>Whether the named members that are present are strings of whole characters.</summary>
    public bool AreTexts(IEnumerable<string> names) => names.All(name => this[name] is not { } member || IsText(member));

    public string? Text(string name) => this[name]?.GetString();

    public static bool IsText(JsonElement element)
    {
        try
        {
            return element.ValueKind == JsonValueKind.String && element.GetString() is not null;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }
}
