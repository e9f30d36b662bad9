using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace AdminPortal.Domain.Storage.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class TokensOnRecord : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<long>(
                name: "MaySignFrom",
                table: "SigningKeys",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<long>(
                name: "RetiredAt",
                table: "SigningKeys",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "RevokedAt",
                table: "SigningKeys",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "SigningSince",
                table: "SigningKeys",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "IntrospectionClient",
                table: "ResourceServers",
                type: "TEXT",
                maxLength: 13,
                nullable: true);

            migrationBuilder.CreateTable(
                name: "EndedGenerations",
                columns: table => new
                {
                    ClientId = table.Column<string>(type: "TEXT", maxLength: 13, nullable: false),
                    Generation = table.Column<int>(type: "INTEGER", nullable: false),
                    Cause = table.Column<int>(type: "INTEGER", nullable: false),
                    EndedBy = table.Column<string>(type: "TEXT", nullable: false),
                    EndedAt = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_EndedGenerations", x => new { x.ClientId, x.Generation });
                    table.ForeignKey(
                        name: "FK_EndedGenerations_ApiClients_ClientId",
                        column: x => x.ClientId,
                        principalTable: "ApiClients",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            // EF has no word for WITHOUT ROWID, by which the rows lie in the order of their keys: see IssuedTokenMapping.
            migrationBuilder.Sql(
                """
                CREATE TABLE "IssuedTokens" (
                    "JwtId" BLOB NOT NULL CONSTRAINT "PK_IssuedTokens" PRIMARY KEY,
                    "ClientId" TEXT NOT NULL,
                    "Generation" INTEGER NOT NULL,
                    "ContentId" BLOB NOT NULL,
                    "ExpiresAt" INTEGER NOT NULL,
                    "CredentialId" BLOB NULL,
                    "SourceAddress" TEXT NULL,
                    "RevokedAt" INTEGER NULL,
                    "RevokedBy" TEXT NULL
                ) WITHOUT ROWID;
                """);

            migrationBuilder.CreateTable(
                name: "TokenContents",
                columns: table => new
                {
                    Id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    KeyId = table.Column<string>(type: "TEXT", nullable: false),
                    Algorithm = table.Column<string>(type: "TEXT", nullable: false),
                    Issuer = table.Column<string>(type: "TEXT", nullable: false),
                    Audience = table.Column<string>(type: "TEXT", nullable: false),
                    Scope = table.Column<string>(type: "TEXT", nullable: false),
                    ServiceInfo = table.Column<string>(type: "TEXT", nullable: false),
                    UsedUntil = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_TokenContents", x => x.Id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_EndedGenerations_EndedAt",
                table: "EndedGenerations",
                column: "EndedAt");

            migrationBuilder.CreateIndex(
                name: "IX_IssuedTokens_ClientId_JwtId",
                table: "IssuedTokens",
                columns: new[] { "ClientId", "JwtId" });

            migrationBuilder.CreateIndex(
                name: "IX_IssuedTokens_RevokedAt",
                table: "IssuedTokens",
                column: "RevokedAt",
                filter: "\"RevokedAt\" IS NOT NULL");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "EndedGenerations");

            migrationBuilder.DropTable(
                name: "IssuedTokens");

            migrationBuilder.DropTable(
                name: "TokenContents");

            migrationBuilder.DropColumn(
                name: "MaySignFrom",
                table: "SigningKeys");

            migrationBuilder.DropColumn(
                name: "RetiredAt",
                table: "SigningKeys");

            migrationBuilder.DropColumn(
                name: "RevokedAt",
                table: "SigningKeys");

            migrationBuilder.DropColumn(
                name: "SigningSince",
                table: "SigningKeys");

            migrationBuilder.DropColumn(
                name: "IntrospectionClient",
                table: "ResourceServers");
        }
    }
}
