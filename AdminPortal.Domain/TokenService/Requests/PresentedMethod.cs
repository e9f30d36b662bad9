namespace AdminPortal.Domain.TokenService.Requests;

/// <summary>How a request presents its client, in the words of RFC 7591 section 2 (<c>token_endpoint_auth_method</c>).</summary>
internal static class PresentedMethod
{
    private const string SecretBasic = "client_secret_basic";
    private const string SecretPost = "client_secret_post";
    private const string PrivateKeyJwt = "private_key_jwt";
    private const string None = "none";
    private const string Several = "several";

    public static string Of(int basicHeaders, FormParameters form) =>
        (basicHeaders, form[FormParameters.ClientSecret], form[FormParameters.ClientAssertion]) switch
        {
            (0, null, null) => None,
            (1, null, null) => SecretBasic,
            (0, not null, null) => SecretPost,
            (0, null, not null) => PrivateKeyJwt,
            _ => Several,
        };
}
