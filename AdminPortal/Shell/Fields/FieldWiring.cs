using System.Text;

namespace AdminPortal.Shell.Fields;

/// <summary>What associates a control with its label, hint and error.</summary>
public sealed record FieldWiring(string Id, string? DescribedBy, bool IsInvalid)
{
    /// <summary>The attribute's value: absent when the field is valid.</summary>
    public string? AriaInvalid => IsInvalid ? "true" : null;

    /// <summary>The default id of a field: "Access Token Lifetime" is <c>field-access-token-lifetime</c>.</summary>
    public static string IdFor(string label)
    {
        var id = new StringBuilder("field");
        foreach (var word in label.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            id.Append('-').Append([.. word.Where(char.IsAsciiLetterOrDigit).Select(char.ToLowerInvariant)]);
        }

        return id.ToString();
    }
}

/// <summary>One fault of a form: the id of its field, and the message that is also shown at the field.</summary>
public sealed record FieldFault(string FieldId, string Message);
