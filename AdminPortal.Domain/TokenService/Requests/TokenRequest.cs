namespace AdminPortal.Domain.TokenService.Requests;

/// <summary>A token request of the right form (RFC 6749 section 4.4.2). Who sent it is not known yet.</summary>
public sealed record TokenRequest
{
    private TokenRequest()
    {
    }

    public required ClientCredentials Credentials { get; init; }

    /// <summary>How the credentials were presented, for the record of a refusal.</summary>
    public required string Method { get; init; }

    public required string GrantType { get; init; }

    public string? Scope { get; init; }

    /// <summary>The <c>audience</c> or each <c>resource</c>: two words for where the token is to be used.</summary>
    public IReadOnlyList<string> Targets { get; init; } = [];

    public static TokenStep<TokenRequest> Parse(PresentedRequest presented)
    {
        var read = ClientRequest.Read(presented);
        if (read.Error is { } malformed)
        {
            return malformed;
        }

        var form = read.Value.Form;
        return form[FormParameters.GrantType] is not { } grantType
            ? read.Value.Lacks(FormParameters.GrantType)
            : new TokenRequest
            {
                Credentials = read.Value.Credentials,
                Method = read.Value.Method,
                GrantType = grantType,
                Scope = form[FormParameters.Scope],
                Targets = form[FormParameters.Audience] is { } audience ? [audience, .. form.Resources] : form.Resources,
            };
    }
}
