using AdminPortal.Domain.AccessTokens.Rules;
using AdminPortal.Domain.TokenService.Authentication;
using AdminPortal.Domain.TokenService.Journal;
using AdminPortal.Domain.TokenService.Rules.Assertions;
using AdminPortal.Domain.TokenService.Rules.Authentication;
using Microsoft.Data.Sqlite;

namespace AdminPortal.Domain.Storage.Sqlite.Journal;

// This room owns how the issuance journal reaches SQLite's file: a connection of its own, prepared statements, a log that is carried over
// beside the commits. It protects a batch, which is committed whole or not at all. It must never write without the writers' gate, nor
// record what no longer rests on what it was decided by.

/// <summary>
/// The issuance journal's connection with its prepared statements, opened for the first batch and after each fault. Not thread-safe, and
/// used only while holding the writers' gate.
/// </summary>
internal sealed class JournalConnection(Func<SqliteConnection> connect) : IDisposable
{
    // A cache of 16 MiB: each client's records have their place in an index, and with many active clients SQLite's default of 2 MiB holds
    // too few of those pages.
    private const string Memory = "PRAGMA cache_size=-16384";

    private SqliteConnection? _connection;
    private JournalCommands? _commands;

    private JournalCommands Commands => _commands ?? throw new InvalidOperationException("A batch begins with Begin.");

    public void Begin()
    {
        _commands ??= Open();
        Commands.Begin.Run();
    }

    public void Commit() => Commands.Commit.Run();

    /// <summary>False when the client, the catalogue or the key has changed since the decision; then no row is inserted.</summary>
    public bool TryInsert(IssuedToken token, string keyId, ClientSnapshot client) => Commands.InsertToken.Run(
        token.JwtId.ToByteArray(bigEndian: true),
        token.ClientId.Value,
        token.Generation,
        token.ContentId,
        token.ExpiresAt.ToUnixTimeMilliseconds(),
        token.CredentialId?.ToByteArray(bigEndian: true),
        token.SourceAddress,
        keyId,
        client.AccessVersion,
        client.Held.Catalogue.Revision) == 1;

    /// <summary>False when the key was withdrawn, or is not in the store.</summary>
    public bool IsUsable(string keyId) => Commands.IsUsableKey.Read(static _ => true, keyId).Count > 0;

    /// <summary>False when the client is no longer active, or has changed.</summary>
    public bool IsCurrent(ClientSnapshot client) => Commands.IsCurrentClient.Read(static _ => true, client.Id.Value, client.AccessVersion).Count > 0;

    /// <summary>False when the client has no such token, or no active one.</summary>
    public bool TryRevoke(TokenToRevoke token, DateTimeOffset now) => Commands.Revoke.Run(
        now.ToUnixTimeMilliseconds(), token.ClientId.Value, token.JwtId.ToByteArray(bigEndian: true), token.KeyId, token.Algorithm) == 1;

    public void TakeBack(Guid jwtId) => Commands.TakeBack.Run(jwtId.ToByteArray(bigEndian: true));

    public void WriteContent(TokenContent content, DateTimeOffset usedUntil) => Commands.WriteContent.Run(
        content.Id,
        content.KeyId,
        content.Algorithm,
        content.Issuer,
        content.Audience,
        content.Scope,
        content.ServiceInfo,
        content.Lifetime?.Minutes,
        usedUntil.ToUnixTimeMilliseconds());

    /// <summary>False when it was used before.</summary>
    public bool TryUse(UsedAssertion assertion) => Commands.UseAssertion.Run(
        assertion.ClientId.Value, assertion.JwtIdDigest, assertion.RememberUntil.ToUnixTimeMilliseconds()) == 1;

    /// <summary>Deletes, among this many rows after this one, those whose assertions every node would reject as expired.</summary>
    public void ForgetAssertions(UsedAssertion behind, int most, DateTimeOffset now) => Commands.ForgetAssertions.Run(
        behind.ClientId.Value, behind.JwtIdDigest, most, now.ToUnixTimeMilliseconds());

    // Bypasses the aggregate: using a client does not change it, so its version stays and no administrator meets a conflict.
    public void MarkUsed(LastUsedMark mark, DateTimeOffset now)
    {
        var at = mark.At.ToUnixTimeMilliseconds();
        Commands.MarkClient.Run(at, mark.Source, mark.ClientId.Value, now.ToUnixTimeMilliseconds());
        if (mark.CredentialId is { } credential)
        {
            // As EF Core writes a Guid.
            (mark.IsByAssertion ? Commands.MarkPublicKey : Commands.MarkSecret).Run(at, mark.Source, credential.ToString().ToUpperInvariant());
        }
    }

    /// <summary>Discards the connection and whatever was not committed.</summary>
    public void Reset()
    {
        var (commands, connection) = (_commands, _connection);
        (_commands, _connection) = (null, null);
        using (connection)
        {
            commands?.Dispose();
        }
    }

    public void Dispose() => Reset();

    private JournalCommands Open()
    {
        _connection = connect();
        using var memory = new PreparedStatement(_connection, Memory);
        memory.Run();
        return new JournalCommands(_connection);
    }
}
