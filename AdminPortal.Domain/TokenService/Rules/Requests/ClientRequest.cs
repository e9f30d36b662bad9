namespace AdminPortal.Domain.TokenService.Rules.Requests;

/// <summary>
/// What every request of a client has in common, whichever endpoint it goes to: how it says who sends it, and where it came from. Whether that
/// is true is not known yet.
/// </summary>
public abstract record ClientRequest
{
    private protected ClientRequest(ClientForm form) => (Credentials, Method, SourceAddress) = (form.Credentials, form.Method, form.SourceAddress);

    public ClientCredentials Credentials { get; }

    /// <summary>How the credentials were presented, for the record of a refusal.</summary>
    public string Method { get; }

    public string? SourceAddress { get; }

    /// <summary>The refusal, with all that was read of who sent the request.</summary>
    internal TokenError Describe(TokenError refusal) =>
        refusal with { ClientId = refusal.ClientId ?? Credentials.PresentedClientId, Method = Method };
}

/// <summary>The form of a client's request, with the one way in which it says who sends it. What else it must hold is for the endpoint to ask.</summary>
internal sealed record ClientForm(FormParameters Parameters, ClientCredentials Credentials, string Method, string? SourceAddress)
{
    public static TokenStep<ClientForm> Read(PresentedRequest presented)
    {
        if (presented.HasCredentialsInQuery)
        {
            return Malformed("Neither client credentials nor a token may be sent in the URL.");
        }

        if (!presented.IsForm())
        {
            return Malformed("The content type must be application/x-www-form-urlencoded.");
        }

        var form = FormParameters.Read(presented.Body.Span);
        if (form.Error is { } malformed)
        {
            return malformed;
        }

        var basic = presented.BasicAuthorization();
        var method = PresentedMethod.Of(basic.Count, form.Value);
        var credentials = ClientCredentials.Read(method, basic, form.Value);
        return credentials.Error is { } error
            ? error with { ClientId = ClaimedClient.Of(basic, form.Value), Method = method }
            : new ClientForm(form.Value, credentials.Value, method, presented.SourceAddress);
    }

    /// <summary>A required parameter is missing: the refusal carries what was read about the sender.</summary>
    public TokenError Lacks(string parameter) =>
        Malformed($"{parameter} is missing.") with { ClientId = Credentials.PresentedClientId, Method = Method };

    /// <summary>Its type's name: it carries credentials.</summary>
    public override string ToString() => nameof(ClientForm);

    private static TokenError Malformed(string sentence) => new(TokenErrorCode.InvalidRequest, sentence);
}
