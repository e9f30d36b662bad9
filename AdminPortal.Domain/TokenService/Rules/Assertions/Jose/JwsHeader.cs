using AdminPortal.Domain.ApiClients.Rules.Jwks;

namespace AdminPortal.Domain.TokenService.Rules.Assertions.Jose;

/// <summary>The header of a JWS (RFC 7515 section 4.1), as far as a client assertion may use it; members without a meaning here are ignored.</summary>
internal sealed record JwsHeader(string Algorithm, string? KeyId, string? Type)
{
    /// <summary>The certificate thumbprints it names; like <c>kid</c> they say which key it is and prove nothing.</summary>
    public string?[] CertificateThumbprints { get; private init; } = [];

    public IEnumerable<string> KeyNames => CertificateThumbprints.Prepend(KeyId).OfType<string>();

    // A key embedded in the assertion proves nothing (RFC 8725 section 3.10): only keys that the client registered count.
    private const string OwnKey = "the assertion brings its own key or the URL of one";
    private const string NotUnderstood = "it asks for an extension that is not understood";
    private const string NotPlain = "it is encrypted or compressed";

    private static readonly (string Name, string Why)[] Refused =
    [
        ("jwk", OwnKey), ("jku", OwnKey), ("x5u", OwnKey), ("x5c", OwnKey),
        ("crit", NotUnderstood), ("b64", NotUnderstood),
        ("zip", NotPlain), ("enc", NotPlain),
    ];

    public static TokenStep<JwsHeader> Read(StrictJsonObject members)
    {
        var (algorithm, keyId, type, content) = (members.Text("alg"), members.Text("kid"), members.Text("typ"), members.Text("cty"));
        string?[] thumbprints = [members.Text("x5t#S256"), members.Text("x5t")];
        var (refused, why) = Refused.FirstOrDefault(header => members.Has(header.Name));
        var fault = (members.Fault, refused, algorithm, keyId) switch
        {
            (_, not null, _, _) => $"the header has {refused}: {why}",
            ({ } wrong, _, _, _) => $"in the header, {wrong}",
            (_, _, null, _) => "the header has no alg",
            (_, _, _, { Length: > JwkSet.MaxKeyIdLength }) => $"the header's kid is longer than {JwkSet.MaxKeyIdLength} characters",
            _ when MediaType.AreSame(content, "JWT") => "the header's cty says that another token is nested in it",
            _ => null,
        };
        return fault is null ? new JwsHeader(algorithm!, keyId, type) { CertificateThumbprints = thumbprints } : AssertionRefusal.Of(fault);
    }
}
