namespace AdminPortal.Domain.TokenService.Rules.Requests;

/// <summary>
/// A request about a token, of the right form: introspection (RFC 7662 section 2.1) and revocation (RFC 7009 section 2.1) ask alike. Who sent
/// it is not known yet.
/// </summary>
public sealed record RequestAboutToken : ClientRequest
{
    private RequestAboutToken(ClientForm form, PresentedToken token)
        : base(form) => Token = token;

    public PresentedToken Token { get; }

    public static TokenStep<RequestAboutToken> Parse(PresentedRequest presented)
    {
        var read = ClientForm.Read(presented);
        if (read.Error is { } malformed)
        {
            return malformed;
        }

        return read.Value.Parameters[FormParameters.Token] is { } token
            ? new RequestAboutToken(read.Value, new PresentedToken(token))
            : read.Value.Lacks(FormParameters.Token);
    }
}
