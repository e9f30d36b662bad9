using AdminPortal.Domain.AccessTokens.Rules;
using AdminPortal.Domain.ApiClients.Rules;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AdminPortal.Domain.Storage;

// Written by the journal's prepared statements, read by the lists. No foreign key to the clients: a record outlives its client, and the
// journal's own condition is stricter than a key would be.
internal sealed class IssuedTokenMapping
    : IEntityTypeConfiguration<IssuedToken>, IEntityTypeConfiguration<TokenContent>, IEntityTypeConfiguration<EndedGeneration>
{
    private const int AddressMaxLength = 64;

    public void Configure(EntityTypeBuilder<IssuedToken> builder)
    {
        // The migration makes this table WITHOUT ROWID, which EF cannot express: the rows are clustered by ID, which is time order, so that
        // an insert is an append. A migration that rebuilds the table must repeat it.
        builder.ToTable("IssuedTokens");
        builder.HasKey(token => token.JwtId);
        builder.Property(token => token.JwtId).HasConversion<SortableGuid>();
        builder.Property(token => token.CredentialId).HasConversion<SortableGuid>();
        builder.Property(token => token.Generation);
        builder.Property(token => token.ContentId);
        builder.Property(token => token.ExpiresAt);
        builder.Property(token => token.SourceAddress).HasMaxLength(AddressMaxLength);
        builder.HasIndex(token => new { token.ClientId, token.JwtId });
        builder.HasIndex(token => token.RevokedAt).HasFilter("\"RevokedAt\" IS NOT NULL");
    }

    public void Configure(EntityTypeBuilder<TokenContent> builder)
    {
        builder.ToTable("TokenContents");
        builder.HasKey(content => content.Id);
        builder.Property(content => content.KeyId);
        builder.Property(content => content.Algorithm);
        builder.Property(content => content.Issuer);
        builder.Property(content => content.Audience);
        builder.Property(content => content.Scope);
        builder.Property(content => content.ServiceInfo);
        builder.Property(content => content.Lifetime);
        builder.HasIndex(content => new { content.UsedUntil, content.Lifetime });
    }

    public void Configure(EntityTypeBuilder<EndedGeneration> builder)
    {
        builder.ToTable("EndedGenerations");
        builder.HasKey(ended => new { ended.ClientId, ended.Generation });
        builder.Property(ended => ended.Cause);
        builder.Property(ended => ended.EndedBy);
        builder.Property(ended => ended.EndedAt);
        builder.HasIndex(ended => ended.EndedAt);
    }
}
