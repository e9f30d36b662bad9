using System.Globalization;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using AdminPortal.Domain.ApiClients.Rules.Jwks.Fetching;

namespace AdminPortal.Domain.ApiClients.Jwks.Fetching;

/// <summary>
/// The platform's own check of a server certificate (RFC 9525), recorded but never relaxed. No URL inside the certificate is fetched: an
/// issuer's or a revocation list's address is chosen by a stranger and would bypass the address policy (SSRF).
/// </summary>
internal sealed class CertificateCheck(X509Certificate2Collection? onlyTrusted)
{
    public JwksFailure? Failure { get; private set; }

    public SslClientAuthenticationOptions Options()
    {
        var policy = new X509ChainPolicy { RevocationMode = X509RevocationMode.NoCheck, DisableCertificateDownloads = true };
        if (onlyTrusted is not null)
        {
            policy.TrustMode = X509ChainTrustMode.CustomRootTrust;
            policy.CustomTrustStore.AddRange(onlyTrusted);
        }

        return new SslClientAuthenticationOptions { CertificateChainPolicy = policy, RemoteCertificateValidationCallback = Check };
    }

    private bool Check(object sender, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        if (errors != SslPolicyErrors.None)
        {
            Failure = certificate is X509Certificate2 presented
                ? new JwksFailure.TlsUntrusted(Describe(presented, chain, errors), IssuerOf(presented))
                : new JwksFailure.TlsFailed();
        }

        return errors == SslPolicyErrors.None;
    }

    private static string Describe(X509Certificate2 certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        var status = chain?.ChainStatus.Aggregate(X509ChainStatusFlags.NoError, (all, one) => all | one.Status) ?? X509ChainStatusFlags.NoError;
        List<string> reasons = [];
        if (errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch))
        {
            reasons.Add("it is for another host");
        }

        if (status.HasFlag(X509ChainStatusFlags.NotTimeValid))
        {
            reasons.Add($"it is valid from {Day(certificate.NotBefore)} to {Day(certificate.NotAfter)}, or its issuer is out of date");
        }

        if (status.HasFlag(X509ChainStatusFlags.UntrustedRoot) || status.HasFlag(X509ChainStatusFlags.PartialChain))
        {
            reasons.Add(IsSelfSigned(certificate)
                ? "it is self-signed"
                : "its issuer is not known here, or the server did not send the intermediate certificates");
        }

        return reasons.Count == 0 ? $"it is not valid ({status})" : string.Join(", and ", reasons);
    }

    private static bool IsSelfSigned(X509Certificate2 certificate) =>
        certificate.SubjectName.RawData.AsSpan().SequenceEqual(certificate.IssuerName.RawData);

    private static string IssuerOf(X509Certificate2 certificate) =>
        PrintableText.Of(
            certificate.GetNameInfo(X509NameType.SimpleName, forIssuer: true) is { Length: > 0 } name ? name : certificate.Issuer, JwksFailure.MaxWordsLength);

    private static string Day(DateTime local) => local.ToUniversalTime().ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
