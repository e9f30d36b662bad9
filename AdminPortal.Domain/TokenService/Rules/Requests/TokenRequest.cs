namespace AdminPortal.Domain.TokenService.Rules.Requests;

/// <summary>A well-formed token request (RFC 6749 section 4.4.2). The sender is not authenticated yet.</summary>
public sealed record TokenRequest : ClientRequest
{
    /// <summary>The one grant type that is served (RFC 6749 section 4.4).</summary>
    public const string ClientCredentialsGrant = "client_credentials";

    private TokenRequest(ClientForm form, string grantType)
        : base(form) => GrantType = grantType;

    public string GrantType { get; }

    public string? Scope { get; private init; }

    /// <summary>The <c>audience</c> or each <c>resource</c>: two parameters for where the token is to be used.</summary>
    public IReadOnlyList<string> Targets { get; private init; } = [];

    public static TokenStep<TokenRequest> Parse(PresentedRequest presented)
    {
        var read = ClientForm.Read(presented);
        if (read.Error is { } malformed)
        {
            return malformed;
        }

        var form = read.Value.Parameters;
        return form[FormParameters.GrantType] is not { } grantType
            ? read.Value.Lacks(FormParameters.GrantType)
            : new TokenRequest(read.Value, grantType)
            {
                Scope = form[FormParameters.Scope],
                Targets = form[FormParameters.Audience] is { } audience ? [audience, .. form.Resources] : form.Resources,
            };
    }
}
