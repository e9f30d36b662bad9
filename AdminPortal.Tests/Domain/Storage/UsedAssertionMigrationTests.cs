using System.Security.Cryptography;
using AdminPortal.Domain.TokenService.Rules.Assertions;
using AdminPortal.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace AdminPortal.Tests.Domain.Storage;

public sealed class UsedAssertionMigrationTests
{
    [Fact]
    public async Task What_was_used_before_the_update_stays_used()
    {
        await using var host = await DomainHost.StartAsync();
        await using var db = await host.ReadAsync();
        var migrator = db.GetService<IMigrator>();
        await migrator.MigrateAsync("TokensOnRecord", DomainHost.Cancellation);
        await db.Database.ExecuteSqlRawAsync(
            """INSERT INTO "UsedAssertions" VALUES ('client0000000', {0}, 5)""",
            [SHA256.HashData("used"u8)],
            DomainHost.Cancellation);

        await migrator.MigrateAsync(null, DomainHost.Cancellation);

        Assert.Equal(UsedAssertion.DigestOf("used"), Assert.Single(await db.UsedAssertions.ToListAsync(DomainHost.Cancellation)).JwtIdDigest);
    }
}
