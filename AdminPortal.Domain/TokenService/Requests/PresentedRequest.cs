using System.Net.Http.Headers;

namespace AdminPortal.Domain.TokenService.Requests;

/// <summary>A request to an OAuth endpoint as it came, nothing of it judged yet.</summary>
public sealed class PresentedRequest
{
    private const string Form = "application/x-www-form-urlencoded";

    public string? ContentType { get; init; }

    /// <summary>The value of each Authorization header.</summary>
    public IReadOnlyList<string> Authorization { get; init; } = [];

    public ReadOnlyMemory<byte> Body { get; init; }

    /// <summary>Whether the address names one of <see cref="CredentialParameters"/>.</summary>
    public bool HasCredentialsInQuery { get; init; }

    public string? SourceAddress { get; init; }

    /// <summary>What must never stand in an address, where proxies and logs keep it (RFC 6749 section 2.3.1, RFC 7662 section 4).</summary>
    public static IReadOnlyList<string> CredentialParameters { get; } =
        [FormParameters.ClientId, FormParameters.ClientSecret, FormParameters.ClientAssertion, FormParameters.ClientAssertionType, FormParameters.Token];

    /// <summary>True for the one content type of RFC 6749, in its one encoding, said or left unsaid.</summary>
    internal bool IsForm() => ContentType == Form || IsFormInOtherWords();

    private bool IsFormInOtherWords() =>
        MediaTypeHeaderValue.TryParse(ContentType, out var type)
        && string.Equals(type.MediaType, Form, StringComparison.OrdinalIgnoreCase)
        && type.Parameters.Where(parameter => string.Equals(parameter.Name, "charset", StringComparison.OrdinalIgnoreCase))
            .All(charset => string.Equals(charset.Value?.Trim('"'), "utf-8", StringComparison.OrdinalIgnoreCase));

    /// <summary>Its type's name: it carries credentials.</summary>
    public override string ToString() => nameof(PresentedRequest);
}
