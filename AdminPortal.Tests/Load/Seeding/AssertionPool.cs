namespace AdminPortal.Tests.Load.Seeding;

/// <summary>A server that refuses a used <c>jti</c> is measured with assertions made beforehand: signing one costs more than answering it.</summary>
internal static class AssertionPool
{
    public static void Extend(Func<AssertionSigner> newSigner, int count, string file)
    {
        var now = DateTimeOffset.UtcNow;
        using var signers = new ThreadLocal<AssertionSigner>(newSigner, trackAllValues: true);
        File.AppendAllLines(file, Enumerable.Range(0, count).AsParallel().Select(_ => signers.Value!.Sign(now)));
        foreach (var used in signers.Values)
        {
            used.Dispose();
        }
    }
}
