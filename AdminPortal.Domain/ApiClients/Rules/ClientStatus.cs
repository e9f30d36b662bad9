namespace AdminPortal.Domain.ApiClients.Rules;

/// <summary>Whether a client may get access tokens. Stored as its number.</summary>
public enum ClientStatus
{
    Inactive = 0,
    Active = 1,
}
