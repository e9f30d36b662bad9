using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace AdminPortal.Domain.Storage.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class UsedAssertionsByKeyAlone : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            // EF has no word for WITHOUT ROWID: see UsedAssertionMapping. What was used before stays used.
            migrationBuilder.Sql(
                """
                ALTER TABLE "UsedAssertions" RENAME TO "UsedAssertionsBefore";

                CREATE TABLE "UsedAssertions" (
                    "ClientId" TEXT NOT NULL,
                    "JwtIdDigest" BLOB NOT NULL,
                    "RememberUntil" INTEGER NOT NULL,
                    CONSTRAINT "PK_UsedAssertions" PRIMARY KEY ("ClientId", "JwtIdDigest")
                ) WITHOUT ROWID;

                INSERT OR IGNORE INTO "UsedAssertions"
                SELECT "ClientId", substr("JwtIdDigest", 1, 16), "RememberUntil" FROM "UsedAssertionsBefore" ORDER BY 1, 2;

                DROP TABLE "UsedAssertionsBefore";
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            // Half a digest cannot become a whole one; what is used within the next minutes is remembered anew.
            migrationBuilder.DropTable(
                name: "UsedAssertions");

            migrationBuilder.CreateTable(
                name: "UsedAssertions",
                columns: table => new
                {
                    ClientId = table.Column<string>(type: "TEXT", maxLength: 13, nullable: false),
                    JwtIdDigest = table.Column<byte[]>(type: "BLOB", nullable: false),
                    RememberUntil = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_UsedAssertions", x => new { x.ClientId, x.JwtIdDigest });
                });

            migrationBuilder.CreateIndex(
                name: "IX_UsedAssertions_RememberUntil",
                table: "UsedAssertions",
                column: "RememberUntil");
        }
    }
}
