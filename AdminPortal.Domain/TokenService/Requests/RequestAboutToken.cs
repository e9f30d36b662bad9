namespace AdminPortal.Domain.TokenService.Requests;

/// <summary>
/// A request about a token, of the right form: introspection (RFC 7662 section 2.1) and revocation (RFC 7009 section 2.1) ask alike. Who sent
/// it is not known yet; how the credentials were presented is kept for the record of a refusal.
/// </summary>
public sealed record RequestAboutToken(ClientCredentials Credentials, string Method, PresentedToken Token)
{
    public static TokenStep<RequestAboutToken> Parse(PresentedRequest presented)
    {
        var read = ClientRequest.Read(presented);
        if (read.Error is { } malformed)
        {
            return malformed;
        }

        return read.Value.Form[FormParameters.Token] is { } token
            ? new RequestAboutToken(read.Value.Credentials, read.Value.Method, new PresentedToken(token))
            : read.Value.Lacks(FormParameters.Token);
    }
}
