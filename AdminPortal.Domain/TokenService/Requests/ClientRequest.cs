namespace AdminPortal.Domain.TokenService.Requests;

/// <summary>
/// What every request of a client has in common, whichever endpoint it goes to: a form in the body, and one way of saying who sends it.
/// Whether that is true is not known yet.
/// </summary>
internal sealed record ClientRequest(FormParameters Form, ClientCredentials Credentials, string Method)
{
    public static TokenStep<ClientRequest> Read(PresentedRequest presented)
    {
        if (presented.HasCredentialsInQuery)
        {
            return Malformed("Neither client credentials nor a token may stand in the address.");
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
        var credentials = ClientCredentials.Read(basic, form.Value);
        return credentials.Error is { } error
            ? error with { ClientId = ClaimedClient.Of(basic, form.Value), Method = method }
            : new ClientRequest(form.Value, credentials.Value, method);
    }

    /// <summary>The form lacks something: said with all that was read of who sends it.</summary>
    public TokenError Lacks(string parameter) =>
        Malformed($"{parameter} is missing.") with { ClientId = Credentials.PresentedClientId, Method = Method };

    /// <summary>Its type's name: it carries credentials.</summary>
    public override string ToString() => nameof(ClientRequest);

    private static TokenError Malformed(string sentence) => new(TokenErrorCode.InvalidRequest, sentence);
}
