using System.Globalization;
using AdminPortal.Tests.Load.Seeding;

// The table of contents: a verb, the data directory of a store that the portal has made before, and what the verb asks for.

const string Usage = """
    keys FOLDER                                       makes the key pairs of servers and clients
    first-clients DATA PUBLIC-KEY FILE                two clients with roles of two services; FILE tells their IDs and the secret
    many-clients DATA COUNT FILE                      COUNT active clients; FILE has each one's ID and secret as form fields
    tokens DATA COUNT NEWEST-DAYS OLDEST-DAYS         COUNT token records, spread over the days between
    assertions CLIENT-ID PRIVATE-KEY ALGORITHM AUDIENCE MINUTES COUNT FILE   adds COUNT assertions to FILE, one a line
    pages DATA REPEATS                                times the first pages of the lists by every filter, one JSON line each
    """;

switch (args)
{
    case ["keys", var folder]:
        KeyFiles.Write(folder);
        return 0;
    case ["first-clients", var data, var publicKey, var file]:
        await FirstClients.AddAsync(data, publicKey, file);
        return 0;
    case ["many-clients", var data, var count, var file]:
        await ManyClients.AddAsync(data, Number(count), file);
        return 0;
    case ["tokens", var data, var count, var newest, var oldest]:
        await TokenRecords.AddAsync(data, Number(count), TimeSpan.FromDays(Number(newest)), TimeSpan.FromDays(Number(oldest)));
        return 0;
    case ["assertions", var clientId, var privateKey, var algorithm, var audience, var minutes, var count, var file]:
        var lifetime = TimeSpan.FromMinutes(Number(minutes));
        AssertionPool.Extend(() => new AssertionSigner(clientId, privateKey, algorithm, audience, lifetime), Number(count), file);
        return 0;
    case ["pages", var data, var repeats]:
        await PageTimings.MeasureAsync(data, Number(repeats));
        return 0;
    default:
        Console.Error.WriteLine(Usage);
        return 2;
}

static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
