namespace AdminPortal.Domain.ApiClients.Rules.PublicKeys.Pem;

/// <summary>The labels of blocks that hold a public key (RFC 7468 sections 5.1 and 13, RFC 8017).</summary>
internal static class PemLabels
{
    public const string PublicKey = "PUBLIC KEY";
    public const string RsaPublicKey = "RSA PUBLIC KEY";
    public const string Certificate = "CERTIFICATE";
    public const string OldCertificate = "X509 CERTIFICATE";
}
