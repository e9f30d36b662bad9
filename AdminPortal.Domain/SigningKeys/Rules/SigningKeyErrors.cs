namespace AdminPortal.Domain.SigningKeys.Rules;

/// <summary>Every way in which a change of the signing keys is refused. The page shows these sentences verbatim.</summary>
public static class SigningKeyErrors
{
    public static PortalError Changed { get; } = new(
        "signing_key.changed", "Another key is active by now, so nothing was replaced. Check the keys again before you decide");

    public static PortalError NotPrevious { get; } = new(
        "signing_key.not_previous", "This key has left the key set or is still active, so nothing was revoked. Check the keys again");
}
