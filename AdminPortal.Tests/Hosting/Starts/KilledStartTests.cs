using System.Diagnostics;
using System.Globalization;
using AdminPortal.Tests.Support;

namespace AdminPortal.Tests.Hosting.Starts;

/// <summary>A process that is killed while it makes or migrates a store leaves nothing that the next one trips over.</summary>
public sealed class KilledStartTests
{
    private const int Kills = 6;
    private const int Seed = 48;

    [Theory]
    [InlineData("")]
    [InlineData("admin add --user-name bob --role Auditor <<< 'another canary battery'")]
    public async Task Killed_at_any_moment_of_a_first_start_or_of_a_verb_the_next_start_is_an_ordinary_one(string arguments)
    {
        var random = new Random(Seed);
        using var folder = new TemporaryFolder();
        var undisturbed = Stopwatch.StartNew();
        await ProgramRun.OfAsync(Path.Combine(folder.FullPath, "undisturbed"), arguments: arguments);
        undisturbed.Stop();
        for (var kill = 0; kill < Kills; kill++)
        {
            var data = Path.Combine(folder.FullPath, $"data{kill}");
            // "timeout" kills by the clock: one kill in each part of the time that a whole start takes on this machine.
            var life = (undisturbed.Elapsed * (kill + random.NextDouble()) / Kills).TotalSeconds.ToString("0.000", CultureInfo.InvariantCulture);
            await ProgramRun.OfAsync(data, $"timeout -s KILL {life}", arguments);

            var next = await ProgramRun.OfAsync(data);

            Assert.True(next.HasStarted, $"Killed after {life} s: {string.Join('\n', next.Lines)}");
        }
    }

    [Fact]
    public async Task A_key_file_is_whole_or_not_there_and_an_empty_one_of_a_store_without_keys_is_made_anew()
    {
        using var folder = new TemporaryFolder();
        folder.Write("data/protection.key", "");

        var run = await ProgramRun.OfAsync(Path.Combine(folder.FullPath, "data"));

        Assert.True(run.HasStarted, string.Join('\n', run.Lines));
        Assert.Equal(32, new FileInfo(Path.Combine(folder.FullPath, "data", "protection.key")).Length);
        Assert.False(File.Exists(Path.Combine(folder.FullPath, "data", "protection.key.new")));
    }
}
