namespace AdminPortal.Domain.Storage.FindingTokens;

/// <summary>How long tokens on record live. Where all live for an hour, those that expire tomorrow are not looked for among today's.</summary>
internal sealed record TokenLifetimes(TimeSpan Shortest, TimeSpan Longest);
