using AdminPortal.Domain.ApiClients.Rules;
using AdminPortal.Domain.ApiClients.Rules.Jwks;
using AdminPortal.Domain.ApiResources.Rules;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace AdminPortal.Domain.Storage;

/// <summary>How the domain's values are stored in columns. Every stored value was valid when it was written.</summary>
internal static class ValueConversions
{
    public static void UsePortalValues(this ModelConfigurationBuilder configuration)
    {
        // SQLite cannot order or compare DateTimeOffset; Unix milliseconds sort, and read the same in every time zone.
        configuration.Properties<DateTimeOffset>().HaveConversion<UnixMilliseconds>();
        configuration.Properties<ClientId>().HaveConversion<ClientIdText>().HaveMaxLength(ClientId.Length);
        configuration.Properties<ApiClientName>().HaveConversion<NameText>().HaveMaxLength(ApiClientName.MaxLength);
        configuration.Properties<ApiClientDescription>().HaveConversion<DescriptionText>().HaveMaxLength(ApiClientDescription.MaxLength);
        configuration.Properties<AccessTokenLifetime>().HaveConversion<LifetimeMinutes>();
        configuration.Properties<JwksUri>().HaveConversion<JwksUriText>().HaveMaxLength(JwksUri.MaxLength);
        configuration.Properties<Scope>().HaveConversion<ScopeText>().HaveMaxLength(Scope.MaxLength);
    }

    private sealed class UnixMilliseconds()
        : ValueConverter<DateTimeOffset, long>(time => time.ToUnixTimeMilliseconds(), ms => DateTimeOffset.FromUnixTimeMilliseconds(ms));

    private sealed class ClientIdText() : ValueConverter<ClientId, string>(id => id.Value, text => ClientId.Parse(text));

    private sealed class NameText() : ValueConverter<ApiClientName, string>(name => name.Value, text => ApiClientName.FromStored(text));

    private sealed class DescriptionText()
        : ValueConverter<ApiClientDescription, string>(description => description.Value, text => ApiClientDescription.FromStored(text));

    private sealed class LifetimeMinutes()
        : ValueConverter<AccessTokenLifetime, int>(lifetime => lifetime.Minutes, minutes => AccessTokenLifetime.Create((decimal)minutes).Value);

    private sealed class JwksUriText() : ValueConverter<JwksUri, string>(uri => uri.Value, text => JwksUri.FromStored(text));

    private sealed class ScopeText() : ValueConverter<Scope, string>(scope => scope.Value, text => Scope.Parse(text));
}

/// <summary>A UUID as sixteen bytes in the order of RFC 9562, so that those of version 7 sort by their time.</summary>
internal sealed class SortableGuid() : ValueConverter<Guid, byte[]>(id => id.ToByteArray(true), bytes => new Guid(bytes, true));
