using AdminPortal.Domain;
using AdminPortal.Domain.Storage.Seams;
using AdminPortal.Hosting;
using AdminPortal.Tests.Architecture.Planted;
using ArchUnitNET.Domain;

namespace AdminPortal.Tests.Architecture;

/// <summary>What is a provider's stands in that provider's folder, behind the seams of the store.</summary>
public sealed class StoreSeamTests
{
    private const string Sqlite = "AdminPortal.Domain.Storage.Sqlite";
    private const string Migrations = "AdminPortal.Domain.Storage.Migrations";

    private static readonly string[] SqlitesOwn = [Sqlite, "Microsoft.Data.Sqlite", "Microsoft.EntityFrameworkCore.Sqlite"];

    // EF Core's ways past its queries, the one of ADO.NET, and that by which a context is given its provider.
    private static readonly string[] WaysOfAStatement = ["ExecuteSql", "SqlQuery", "FromSql", "set_CommandText", "UseSqlite"];

    private static readonly Arrows House = new(typeof(PortalError).Assembly, typeof(PortalHost).Assembly);

    [Fact]
    public void Nothing_but_the_choice_of_the_store_knows_that_it_is_SQLite() =>
        Assert.Equal([$"{typeof(DomainRegistration).FullName} uses {Sqlite}.SqliteStore"], House.From(StandsBeforeTheSeams, SqlitesOwn));

    [Fact]
    public void Nobody_sends_a_statement_of_their_own_but_from_behind_the_seams() => Assert.Empty(House.Calls(StandsBeforeTheSeams, WaysOfAStatement));

    [Fact]
    public void Statements_are_sent_from_behind_the_seams() =>
        Assert.NotEmpty(House.Calls(type => Arrows.IsIn(type.Namespace.FullName, Sqlite), WaysOfAStatement));

    [Fact]
    public void Each_seam_has_one_side_which_stands_in_the_folder_of_SQLite()
    {
        var types = typeof(PortalError).Assembly.GetTypes();
        var seams = Array.FindAll(types, type => type.IsInterface && type.Namespace == typeof(IChangeTurn).Namespace);

        Assert.NotEmpty(seams);
        Assert.All(seams, seam =>
            Assert.True(Arrows.IsIn(Assert.Single(types, type => type.IsClass && type.IsAssignableTo(seam)).Namespace, Sqlite), seam.Name));
    }

    [Fact]
    public void A_planted_room_that_knows_SQLite_is_found() =>
        Assert.NotEmpty(ThisAssembly.From(type => type.FullName == typeof(RoomThatKnowsSqlite).FullName, SqlitesOwn));

    [Theory]
    [InlineData(typeof(RoomThatKnowsSqlite), "UseSqlite")]
    [InlineData(typeof(UseCaseThatSendsSql), "ExecuteSqlAsync")]
    [InlineData(typeof(UseCaseThatSendsSql), "FromSqlRaw")]
    [InlineData(typeof(UseCaseThatSendsSql), "SqlQueryRaw")]
    [InlineData(typeof(UseCaseThatSendsSql), "set_CommandText")]
    public void A_planted_statement_is_found(Type planted, string way) => Assert.Contains(
        $"{planted.FullName} calls {way}", ThisAssembly.Calls(type => type.FullName == planted.FullName, WaysOfAStatement));

    private static Arrows ThisAssembly { get; } = new(typeof(StoreSeamTests).Assembly);

    private static bool StandsBeforeTheSeams(IType type) => !Array.Exists([Sqlite, Migrations], folder => Arrows.IsIn(type.Namespace.FullName, folder));
}
