using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace AdminPortal.Domain.Storage.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class ProvedFailures : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_TokenFailures_ClientId_Id",
                table: "TokenFailures");

            migrationBuilder.AddColumn<bool>(
                name: "IsProved",
                table: "TokenFailures",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<string>(
                name: "SourceNetwork",
                table: "TokenFailures",
                type: "TEXT",
                maxLength: 64,
                nullable: false,
                defaultValue: "");

            // These answers are given to nobody but a client that has proved who it is.
            migrationBuilder.Sql(
                """
                UPDATE TokenFailures SET
                    SourceNetwork = coalesce(SourceAddress, ''),
                    IsProved = Code IN ('invalid_scope', 'invalid_target', 'unsupported_grant_type')
                """);

            migrationBuilder.CreateIndex(
                name: "IX_TokenFailures_ClientId_IsProved_Id",
                table: "TokenFailures",
                columns: new[] { "ClientId", "IsProved", "Id" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_TokenFailures_ClientId_IsProved_Id",
                table: "TokenFailures");

            migrationBuilder.DropColumn(
                name: "IsProved",
                table: "TokenFailures");

            migrationBuilder.DropColumn(
                name: "SourceNetwork",
                table: "TokenFailures");

            migrationBuilder.CreateIndex(
                name: "IX_TokenFailures_ClientId_Id",
                table: "TokenFailures",
                columns: new[] { "ClientId", "Id" });
        }
    }
}
