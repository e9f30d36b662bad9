using AdminPortal.Domain.Administrators;
using AdminPortal.Domain.ApiResources.Rules;
using AdminPortal.Domain.Auditing.Rules;
using AdminPortal.Domain.Permissions.Rules;
using AdminPortal.Domain.Storage;
using Microsoft.EntityFrameworkCore;

namespace AdminPortal.Domain.AccessTokens.Introspecting;

// This room owns who may ask about the tokens of a resource server. It protects what a token says from clients that it is not for. It must
// never name a client that does not exist.

/// <summary>
/// What the page sends: a client ID as typed, empty for no client, and the one that the person saw there before (optimistic concurrency).
/// </summary>
public sealed record SetIntrospectionClientCommand(string ResourceServerId, string? Typed, ClientId? Seen);

/// <summary>
/// Sets which client may introspect the tokens of a resource server (RFC 7662). A client that is deleted later stays named but cannot
/// authenticate: its ID is never reused.
/// </summary>
public sealed class SetIntrospectionClient(PortalStore store, PermissionGate gate)
{
    /// <summary>The client as it is now, null for none.</summary>
    public async Task<Result<ClientId?>> ExecuteAsync(SetIntrospectionClientCommand command, Actor actor, CancellationToken cancellation)
    {
        await using var change = await store.BeginChangeAsync(cancellation);
        var permit = await gate.AskAsync(change, actor, ApiResourceActions.Update, command.ResourceServerId, cancellation);
        if (!permit.IsSuccess)
        {
            return permit.Errors[0];
        }

        var server = await change.Db.ResourceServers.SingleOrDefaultAsync(found => found.Id == command.ResourceServerId, cancellation);
        var chosen = await ChooseAsync(command.Typed?.Trim(), change.Db, cancellation);
        return (server, chosen.IsSuccess) switch
        {
            (null, _) => ApiResourceErrors.NotFound,
            (_, false) => chosen.Errors[0],
            _ when server.IntrospectionClient == chosen.Value => chosen,
            _ when server.IntrospectionClient != command.Seen => ApiResourceErrors.IntrospectionClientChanged(server.IntrospectionClient),
            _ => await SaveAsync(server, chosen.Value, change, permit.Value, cancellation),
        };
    }

    private static async Task<Result<ClientId?>> ChooseAsync(string? typed, PortalDbContext db, CancellationToken cancellation)
    {
        if (string.IsNullOrEmpty(typed))
        {
            return Result.Of<ClientId?>(null);
        }

        if (!ClientId.TryParse(typed, out var clientId))
        {
            return ApiResourceErrors.IntrospectionClientMalformed;
        }

        return await db.ApiClients.AnyAsync(client => client.Id == clientId, cancellation) ? clientId : ApiResourceErrors.IntrospectionClientUnknown;
    }

    private static async Task<Result<ClientId?>> SaveAsync(
        ResourceServer server, ClientId? chosen, StoreChange change, Permit permit, CancellationToken cancellation)
    {
        var details = AuditDetails.None.Add("Introspection client", server.IntrospectionClient?.Value, chosen?.Value);
        server.LetIntrospect(chosen);
        permit.Record(AuditResult.Success, server.Name, details);
        await change.CommitAsync(cancellation);
        return Result.Of(chosen);
    }
}
