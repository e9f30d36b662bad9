using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace AdminPortal.Domain.Storage.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class CertificateThumbprints : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "Certificate_Sha1Thumbprint",
                table: "ClientPublicKeys",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Certificate_Sha256Thumbprint",
                table: "ClientPublicKeys",
                type: "TEXT",
                nullable: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "Certificate_Sha1Thumbprint",
                table: "ClientPublicKeys");

            migrationBuilder.DropColumn(
                name: "Certificate_Sha256Thumbprint",
                table: "ClientPublicKeys");
        }
    }
}
