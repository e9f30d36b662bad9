namespace AdminPortal.Domain.TokenService.Requests;

/// <summary>How a request presents its client, in the words of RFC 7591 section 2 (<c>token_endpoint_auth_method</c>).</summary>
internal static class PresentedMethod
{
    private const string SecretBasic = "client_secret_basic";
    private const string SecretPost = "client_secret_post";
    private const string PrivateKeyJwt = "private_key_jwt";
    private const string None = "none";
    private const string Several = "several";

    public static string Of(IReadOnlyList<string> authorization, FormParameters form)
    {
        var presented = authorization.Select(OfHeader)
            .Append(form[FormParameters.ClientSecret] is null ? None : SecretPost)
            .Append(form[FormParameters.ClientAssertion] is null ? None : PrivateKeyJwt)
            .Where(method => method != None)
            .ToList();
        return presented switch
        {
            [] => None,
            [var one] => one,
            _ => Several,
        };
    }

    private static string OfHeader(string authorization) =>
        authorization.StartsWith("Basic", StringComparison.OrdinalIgnoreCase) ? SecretBasic : None;
}
