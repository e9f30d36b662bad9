using ArchUnitNET.Domain;

namespace AdminPortal.Tests.Architecture;

/// <summary>The rooms of a house, which are the namespaces right below its own, and who of them uses whom.</summary>
internal sealed class Rooms
{
    private readonly Dictionary<string, HashSet<string>> _uses;

    /// <param name="arrows">Of the assemblies that hold the house.</param>
    /// <param name="house">Its namespace.</param>
    /// <param name="isApart">What is in no room: it may use every one of them and be used by each.</param>
    public Rooms(Arrows arrows, string house, Func<IType, bool> isApart) => _uses = arrows.All
        .Where(arrow => Arrows.IsIn(arrow.Source.Namespace?.FullName, house) && Arrows.IsIn(arrow.Target.Namespace?.FullName, house))
        .Where(arrow => !isApart(arrow.Source) && !isApart(arrow.Target))
        .Select(arrow => (From: Of(arrow.Source, house), To: Of(arrow.Target, house)))
        .Where(arrow => arrow.From != arrow.To)
        .GroupBy(arrow => arrow.From, StringComparer.Ordinal)
        .ToDictionary(from => from.Key, from => from.Select(arrow => arrow.To).ToHashSet(StringComparer.Ordinal), StringComparer.Ordinal);

    /// <summary>The rooms that can be reached from themselves, each with the rooms it uses.</summary>
    public IReadOnlyList<string> InCircles =>
    [
        .. _uses.Keys
            .Where(room => ReachedFrom(room).Contains(room))
            .Order(StringComparer.Ordinal)
            .Select(room => $"{room} uses {string.Join(", ", _uses[room].Where(used => ReachedFrom(used).Contains(room)).Order(StringComparer.Ordinal))}"),
    ];

    /// <summary>"ApiClients" for AdminPortal.Domain.ApiClients.Secrets; nothing for what stands in the house itself.</summary>
    public static string Of(IType type, string house) =>
        type.Namespace.FullName.Length == house.Length ? "" : type.Namespace.FullName[(house.Length + 1)..].Split('.')[0];

    private HashSet<string> ReachedFrom(string room)
    {
        var reached = new HashSet<string>(StringComparer.Ordinal);
        var ahead = new Queue<string>([room]);
        while (ahead.TryDequeue(out var next))
        {
            foreach (var used in _uses.GetValueOrDefault(next, []).Where(reached.Add))
            {
                ahead.Enqueue(used);
            }
        }

        return reached;
    }
}
