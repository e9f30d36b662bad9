namespace AdminPortal.Domain.SigningKeys.Rules;

/// <summary>Every way in which a change of the signing keys is refused. The page shows these sentences as they stand.</summary>
public static class SigningKeyErrors
{
    public static PortalError Changed { get; } = new(
        "signing_key.changed", "Another key signs by now, so nothing was replaced. Look at the keys again before you decide");

    public static PortalError NotPrevious { get; } = new(
        "signing_key.not_previous", "This key is in the key set no more, or still at work, so nothing was revoked. Look at the keys again");
}
