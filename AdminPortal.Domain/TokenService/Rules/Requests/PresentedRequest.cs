namespace AdminPortal.Domain.TokenService.Rules.Requests;

// This room owns the parsing of requests in the order of the RFCs: what was presented, exactly one method, each parameter once. It protects
// the steps behind it, which see only unambiguous requests. It must never query the store.

/// <summary>A request to an OAuth endpoint as received, nothing of it judged yet.</summary>
public sealed class PresentedRequest
{
    private const string Form = "application/x-www-form-urlencoded";

    public string? ContentType { get; init; }

    /// <summary>The value of each Authorization header.</summary>
    public IReadOnlyList<string> Authorization { get; init; } = [];

    public ReadOnlyMemory<byte> Body { get; init; }

    /// <summary>Whether the query contains one of <see cref="CredentialParameters"/>.</summary>
    public bool HasCredentialsInQuery { get; init; }

    public string? SourceAddress { get; init; }

    /// <summary>What must never be in a URL, which proxies and logs keep (RFC 6749 section 2.3.1, RFC 7662 section 4).</summary>
    public static IReadOnlyList<string> CredentialParameters { get; } =
        [FormParameters.ClientId, FormParameters.ClientSecret, FormParameters.ClientAssertion, FormParameters.ClientAssertionType, FormParameters.Token];

    /// <summary>
    /// True for the one content type of RFC 6749. It has no parameters: a <c>charset</c> that a program adds is ignored, because the bytes
    /// of a form are ASCII in any charset; others are treated as UTF-8.
    /// </summary>
    internal bool IsForm() =>
        ContentType == Form || string.Equals(ContentType?.Split(';', 2)[0].Trim(), Form, StringComparison.OrdinalIgnoreCase);

    /// <summary>
    /// The Authorization headers that authenticate a client: those of the scheme Basic (RFC 6749 section 2.3.1). One of another scheme,
    /// such as a gateway's own <c>Bearer</c>, authenticates someone else.
    /// </summary>
    internal IReadOnlyList<string> BasicAuthorization() => Authorization.Count == 0 ? [] : [.. Authorization.Where(IsBasic)];

    /// <summary>Its type's name: it carries credentials.</summary>
    public override string ToString() => nameof(PresentedRequest);

    private static bool IsBasic(string authorization)
    {
        var end = authorization.AsSpan().IndexOfAny(' ', '\t');
        return authorization.AsSpan(0, end < 0 ? authorization.Length : end).Equals("Basic", StringComparison.OrdinalIgnoreCase);
    }
}
