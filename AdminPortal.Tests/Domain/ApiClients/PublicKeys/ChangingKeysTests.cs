using System.Security.Cryptography;
using AdminPortal.Domain;
using AdminPortal.Domain.ApiClients;
using AdminPortal.Domain.ApiClients.PublicKeys;
using AdminPortal.Domain.ApiClients.Rules;
using AdminPortal.Domain.ApiClients.Rules.PublicKeys;
using AdminPortal.Domain.ApiClients.Rules.Secrets;
using AdminPortal.Domain.ApiClients.Secrets;
using AdminPortal.Domain.Auditing.Rules;
using AdminPortal.Domain.Permissions.Rules;
using AdminPortal.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace AdminPortal.Tests.Domain.ApiClients.PublicKeys;

public sealed class ChangingKeysTests : IAsyncLifetime
{
    private DomainHost _host = null!;
    private ClientId _client = null!;

    private DateTimeOffset Now => _host.Clock.GetUtcNow();

    public async ValueTask InitializeAsync()
    {
        _host = await DomainHost.StartAsync();
        _client = await _host.AddClientAsync("Billing sync");
    }

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task Adding_and_removing_a_key_is_a_change_of_its_client_and_audited_by_name_and_fingerprint()
    {
        var key = Named("prod-2027");
        var added = (await AddAsync(_host.Superuser, key)).Value;
        var removed = (await RemoveAsync(added.PublicKeys[0].Id)).Value;
        var again = (await RemoveAsync(added.PublicKeys[0].Id)).Value;

        Assert.Equal((2, 3, 3), (added.Version, removed.Version, again.Version));
        Assert.Empty(removed.PublicKeys);
        Assert.Equal("superuser", removed.UpdatedBy);
        await using var db = await _host.ReadAsync();
        var entries = await db.AuditEntries
            .Where(entry => entry.Action == "Update" && entry.ActorName == "superuser")
            .OrderBy(entry => entry.Id)
            .ToListAsync(DomainHost.Cancellation);
        var description = $"prod-2027, SHA-256 {key.Pem.Key.Fingerprint}";
        Assert.All(entries, entry => Assert.Equal((AuditResult.Success, "Billing sync"), (entry.Result, entry.Resource)));
        Assert.Contains($$"""{"field":"Public key","before":null,"after":"{{description}}"}""", entries[0].Details, StringComparison.Ordinal);
        Assert.Contains($$"""{"field":"Public key","before":"{{description}}","after":null}""", entries[1].Details, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_may_only_look_or_not_even_that_changes_no_key_and_that_is_on_record()
    {
        var view = (await AddAsync(_host.Superuser, Named("prod-2027"))).Value;

        foreach (var actor in new[] { _host.Auditor, _host.Nobody, new Actor.Anonymous("x", null) })
        {
            Assert.False((await AddAsync(actor, Named("stranger"))).IsSuccess);
            Assert.False((await _host.Get<RemoveClientPublicKey>().ExecuteAsync(_client, view.PublicKeys[0].Id, actor, DomainHost.Cancellation)).IsSuccess);
        }

        Assert.Equal((view.Version, "prod-2027"), ((await ReadAsync()).Version, Assert.Single((await ReadAsync()).PublicKeys).Name));
        await using var db = await _host.ReadAsync();
        Assert.Equal(6, await db.AuditEntries.CountAsync(
            entry => entry.Result == AuditResult.Failure && entry.Resource == _client.Value, DomainHost.Cancellation));
    }

    [Fact]
    public async Task Ten_keys_are_held_and_of_more_none_is_added()
    {
        Assert.True((await AddAsync(_host.Superuser, [.. Enumerable.Range(1, 9).Select(number => Named($"Key {number}"))])).IsSuccess);

        Assert.Equal([PublicKeyErrors.TooManyForClient], (await AddAsync(_host.Superuser, Named("ten"), Named("eleven"))).Errors);
        Assert.Equal(9, (await ReadAsync()).PublicKeys.Count);
        Assert.True((await AddAsync(_host.Superuser, Named("ten"))).IsSuccess);
        Assert.Equal([PublicKeyErrors.TooManyForClient], (await AddAsync(_host.Superuser, Named("eleven"))).Errors);
    }

    [Fact]
    public async Task The_same_key_is_held_once_whatever_it_is_called_and_however_many_add_it_at_once()
    {
        var key = Named("prod-2027");
        Assert.Equal([PublicKeyErrors.SameKey("prod-2027")], (await AddAsync(_host.Superuser, key, key with { Name = Name("copy") })).Errors);

        var results = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => Task.Run(() => AddAsync(_host.Superuser, key))));

        Assert.Single(results, result => result.IsSuccess);
        Assert.Single((await ReadAsync()).PublicKeys);
    }

    [Fact]
    public async Task A_key_of_a_client_that_is_gone_is_added_to_nobody()
    {
        await _host.Get<DeleteApiClient>().ExecuteAsync(_client, _host.Superuser, DomainHost.Cancellation);

        Assert.Equal([ApiClientErrors.NotFound], (await AddAsync(_host.Superuser, Named("late"))).Errors);
        Assert.Equal([ApiClientErrors.NotFound], (await RemoveAsync(Guid.NewGuid())).Errors);
    }

    [Fact]
    public async Task The_next_expiry_of_a_client_is_the_soonest_of_its_secrets_and_certificates()
    {
        var secret = (await _host.Get<AddClientSecret>().ExecuteAsync(
            new AddClientSecretCommand(_client, new PendingSecret(PlaintextSecret.Generate().Hash(), SecretValidity.Default), null, null),
            _host.Superuser,
            DomainHost.Cancellation)).Value.Secrets[0];
        await IsNextAsync(secret.ExpiresAt);

        var late = (await AddAsync(_host.Superuser, Until("late", Now.AddDays(400)))).Value;
        await IsNextAsync(secret.ExpiresAt);
        var soon = (await AddAsync(_host.Superuser, Until("soon", Now.AddDays(3)), Named("bare"))).Value;
        await IsNextAsync(Now.AddDays(3));
        await RemoveAsync(soon.PublicKeys.Single(key => key.Name == "soon").Id);
        await IsNextAsync(secret.ExpiresAt);
        await _host.Get<DeleteClientSecret>().ExecuteAsync(_client, secret.Id, _host.Superuser, DomainHost.Cancellation);
        await IsNextAsync(Now.AddDays(400));
        await RemoveAsync(late.PublicKeys[0].Id);
        await IsNextAsync(null);
    }

    private async Task IsNextAsync(DateTimeOffset? end)
    {
        var list = (await _host.Get<ListApiClients>().ExecuteAsync(new ApiClientQuery(), _host.Superuser, DomainHost.Cancellation)).Value;
        Assert.Equal(end, Assert.Single(list.Rows).NextExpiry);
    }

    private Task<AdminPortal.Domain.Result<ApiClientView>> AddAsync(Actor actor, params NewPublicKey[] keys) =>
        _host.Get<AddClientPublicKeys>().ExecuteAsync(_client, keys, actor, DomainHost.Cancellation);

    private Task<AdminPortal.Domain.Result<ApiClientView>> RemoveAsync(Guid keyId) =>
        _host.Get<RemoveClientPublicKey>().ExecuteAsync(_client, keyId, _host.Superuser, DomainHost.Cancellation);

    private async Task<ApiClientView> ReadAsync() =>
        (await _host.Get<GetApiClient>().ExecuteAsync(_client, _host.Superuser, DomainHost.Cancellation)).Value;

    private static PublicKeyName Name(string name) => PublicKeyName.Create(name).Value;

    private static NewPublicKey Named(string name)
    {
        using var pair = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return new(Name(name), new PemKey(KeyPairs.Read(pair), null));
    }

    private NewPublicKey Until(string name, DateTimeOffset end)
    {
        var key = Named(name);
        return key with { Pem = key.Pem with { Certificate = new CertificateFacts("CN=billing", "CN=billing", "01", Now.AddDays(-1), end) } };
    }
}
