namespace AdminPortal.Domain.Storage.FindingTokens;

/// <summary>
/// The range of lifetimes of recorded tokens. If all live for an hour, those that expire tomorrow need not be searched among today's.
/// </summary>
internal sealed record TokenLifetimes(TimeSpan Shortest, TimeSpan Longest);
