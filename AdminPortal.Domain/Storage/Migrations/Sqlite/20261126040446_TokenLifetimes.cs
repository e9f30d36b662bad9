using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace AdminPortal.Domain.Storage.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class TokenLifetimes : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<int>(
                name: "Lifetime",
                table: "TokenContents",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.CreateIndex(
                name: "IX_TokenContents_UsedUntil_Lifetime",
                table: "TokenContents",
                columns: new[] { "UsedUntil", "Lifetime" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_TokenContents_UsedUntil_Lifetime",
                table: "TokenContents");

            migrationBuilder.DropColumn(
                name: "Lifetime",
                table: "TokenContents");
        }
    }
}
