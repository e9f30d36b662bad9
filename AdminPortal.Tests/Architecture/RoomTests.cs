using AdminPortal.Domain;
using AdminPortal.Hosting;
using AdminPortal.Tests.Architecture.Planted;
using ArchUnitNET.Domain;
using Microsoft.AspNetCore.Components;

namespace AdminPortal.Tests.Architecture;

/// <summary>The rooms, as the namespaces show them: none is in a circle, the store calls nobody, and a page keeps to its own room.</summary>
public sealed class RoomTests
{
    private const string Domain = "AdminPortal.Domain";
    private const string Store = "AdminPortal.Domain.Storage";
    private const string Faces = "AdminPortal";
    private const string Plant = "AdminPortal.Tests.Architecture.Planted";

    // Every page stands in the shell, and every one asks who is signed in.
    private static readonly string[] RoomsOfAllPages = ["Shell", "Account"];

    private static readonly Arrows House = new(typeof(PortalError).Assembly, typeof(PortalHost).Assembly);

    private static readonly Arrows Violations = new(typeof(RoomTests).Assembly, typeof(PortalError).Assembly);

    [Fact]
    public void No_two_rooms_of_the_domain_form_a_circle_other_than_through_the_port_of_the_store() =>
        AssertNone(new Rooms(House, Domain, IsPortOrComposition).InCircles);

    [Fact]
    public void The_store_calls_no_use_case()
    {
        AssertNone(House.From(IsInStore, IsUseCase));
        Assert.NotEmpty(Violations.From(type => type.Name == nameof(StoreThatCallsAUseCase), IsUseCase));
    }

    [Fact]
    public void A_page_uses_no_other_pages_room()
    {
        var rooms = PagesOf(typeof(PortalHost).Assembly).Except(RoomsOfAllPages).ToList();

        Assert.Contains("ApiClients", rooms);
        AssertNone([.. rooms.SelectMany(room => ForeignUses(House, Faces, room, rooms))]);
    }

    [Fact]
    public void Planted_circles_and_planted_uses_of_another_pages_room_are_found()
    {
        Assert.Equal(["First uses Second", "Second uses First"], new Rooms(Violations, $"{Plant}.Circle", _ => false).InCircles);
        Assert.Empty(new Rooms(Violations, $"{Plant}.Circle", type => type.Name == "OfFirst").InCircles);
        Assert.NotEmpty(ForeignUses(Violations, $"{Plant}.Circle", "First", ["First", "Second"]));
    }

    private static IReadOnlyList<string> ForeignUses(Arrows arrows, string house, string room, IReadOnlyCollection<string> rooms) => arrows.From(
        type => Arrows.IsIn(type.Namespace?.FullName, $"{house}.{room}"),
        target => rooms.Any(other => other != room && Arrows.IsIn(target.Namespace?.FullName, $"{house}.{other}")));

    private static IEnumerable<string> PagesOf(System.Reflection.Assembly assembly) => assembly.GetTypes()
        .Where(type => type.IsDefined(typeof(RouteAttribute), inherit: false))
        .Select(page => page.Namespace!.Split('.')[1])
        .Distinct(StringComparer.Ordinal);

    private static void AssertNone(IReadOnlyList<string> found) => Assert.True(found.Count == 0, string.Join('\n', found));

    private static bool IsInStore(IType type) => Arrows.IsIn(type.Namespace?.FullName, Store);

    // The list of the rooms knows them all, as it must.
    private static bool IsPortOrComposition(IType type) => IsInStore(type) || type.Name == nameof(DomainRegistration);

    // Recurring work is begun by the host; what each kind of it is based on is abstract.
    private static bool IsUseCase(IType type) =>
        Arrows.IsIn(type.Namespace?.FullName, Domain) && !IsInStore(type) && type is not Class { IsAbstract: true }
        && type.Members.Any(member => member.Name.StartsWith("Execute", StringComparison.Ordinal));
}
