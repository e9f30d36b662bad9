namespace AdminPortal.Account.SignIn;

/// <summary>Whether a form came from a page of this portal, by the browser's own header, which no page of another site can forge.</summary>
internal static class OwnForm
{
    private const string FetchSite = "Sec-Fetch-Site";
    private const string SameOrigin = "same-origin";

    public static bool Is(HttpRequest request) => HttpMethods.IsPost(request.Method) && request.Headers[FetchSite] == SameOrigin;
}
