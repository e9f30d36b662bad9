namespace AdminPortal.Domain.TokenService.Rules;

/// <summary>Audiences as people configure them and programs ask for them: a trailing slash makes no difference.</summary>
internal static class AudienceText
{
    public static bool AreSame(string one, string other) => WithoutSlash(one) == WithoutSlash(other);

    public static string WithoutSlash(string audience) => audience.EndsWith('/') ? audience[..^1] : audience;
}
