using AdminPortal.Domain.TokenFailures;

namespace AdminPortal.ApiClients.Failures;

/// <summary>How a refused request presented its client, and whether it proved to be of that client, in words.</summary>
internal static class MethodWords
{
    public static string Of(TokenFailureView failure) => failure.IsProved ? Of(failure.Method) : $"{Of(failure.Method)}, unproved";

    public static string Of(string? method) => method switch
    {
        null => "Not read",
        "client_secret_basic" => "HTTP Basic",
        "client_secret_post" => "Form secret",
        "private_key_jwt" => "Signed assertion",
        "none" => "None",
        "several" => "Several at once",
        _ => method,
    };
}
