namespace AdminPortal.Domain.TokenService.Rules.Requests;

/// <summary>
/// The known parameters of a form. One value each, except for <c>resource</c> (RFC 8707 section 2); a parameter without a value counts as
/// absent, an unknown one is ignored (RFC 6749 section 3.2).
/// </summary>
internal sealed class FormParameters
{
    public const string GrantType = "grant_type";
    public const string Scope = "scope";
    public const string Audience = "audience";
    public const string ClientId = "client_id";
    public const string ClientSecret = "client_secret";
    public const string ClientAssertion = "client_assertion";
    public const string ClientAssertionType = "client_assertion_type";
    public const string Token = "token";

    // RFC 7009 section 2.1: a hint by the caller. Only one kind of token is issued here, so it is ignored; but a repeated one is refused.
    private const string TokenTypeHint = "token_type_hint";

    private const string Resource = "resource";
    private const int Limit = 1024;

    private static readonly HashSet<string> Known =
        [GrantType, Scope, Audience, ClientId, ClientSecret, ClientAssertion, ClientAssertionType, Token, TokenTypeHint];

    private readonly Dictionary<string, string> _values = new(StringComparer.Ordinal);
    private readonly List<string> _resources = [];

    private FormParameters()
    {
    }

    public IReadOnlyList<string> Resources => _resources;

    public string? this[string name] => _values.GetValueOrDefault(name);

    public static TokenStep<FormParameters> Read(ReadOnlySpan<byte> body)
    {
        if (FormEncoding.ReadPairs(body, Limit) is not { } pairs)
        {
            return new TokenError(TokenErrorCode.InvalidRequest, $"The body is not a well-formed form of at most {Limit} parameters in UTF-8.");
        }

        var parameters = new FormParameters();
        var repeated = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (name, value) in pairs)
        {
            if (value.Length == 0)
            {
                continue;
            }

            if (name == Resource)
            {
                parameters._resources.Add(value);
            }
            else if (Known.Contains(name) && !parameters._values.TryAdd(name, value))
            {
                repeated.Add(name);
            }
        }

        return repeated.Count == 0
            ? parameters
            : new TokenError(TokenErrorCode.InvalidRequest, "A parameter is repeated.")
            {
                ClientId = repeated.Contains(ClientId) ? null : parameters[ClientId],
            };
    }
}
