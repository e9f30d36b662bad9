namespace AdminPortal.ApiClients.Failures;

/// <summary>How a refused request presented its client, in words.</summary>
internal static class MethodWords
{
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
