using AdminPortal.Domain.TokenFailures;

namespace AdminPortal.ApiClients.Failures;

/// <summary>How a refused request authenticated or tried to, and whether it verifiably came from that client, in words.</summary>
internal static class MethodWords
{
    public static string Of(TokenFailureView failure) => failure.IsProved ? Of(failure.Method) : $"{Of(failure.Method)}, unverified";

    public static string Of(string? method) => method switch
    {
        null => "Request not read",
        "client_secret_basic" => "HTTP Basic",
        "client_secret_post" => "Secret in the form",
        "private_key_jwt" => "Signed assertion",
        "none" => "None",
        "several" => "Several methods",
        _ => method,
    };
}
