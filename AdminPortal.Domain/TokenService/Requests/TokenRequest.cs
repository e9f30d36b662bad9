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
        if (presented.HasCredentialsInQuery)
        {
            return Malformed("Client credentials must not stand in the address.");
        }

        if (!presented.IsForm())
        {
            return Malformed("The content type must be application/x-www-form-urlencoded in UTF-8.");
        }

        var form = FormParameters.Read(presented.Body.Span);
        if (form.Error is { } malformed)
        {
            return malformed;
        }

        var method = PresentedMethod.Of(presented.Authorization, form.Value);
        var request = Parse(presented.Authorization, form.Value, method);
        return request.Error is { } error ? error with { ClientId = form.Value[FormParameters.ClientId], Method = method } : request;
    }

    private static TokenStep<TokenRequest> Parse(IReadOnlyList<string> authorization, FormParameters form, string method)
    {
        var credentials = ClientCredentials.Read(authorization, form);
        if (credentials.Error is { } error)
        {
            return error;
        }

        return form[FormParameters.GrantType] is not { } grantType
            ? Malformed("grant_type is missing.")
            : new TokenRequest
            {
                Credentials = credentials.Value,
                Method = method,
                GrantType = grantType,
                Scope = form[FormParameters.Scope],
                Targets = form[FormParameters.Audience] is { } audience ? [audience, .. form.Resources] : form.Resources,
            };
    }

    private static TokenError Malformed(string sentence) => new(TokenErrorCode.InvalidRequest, sentence);
}
