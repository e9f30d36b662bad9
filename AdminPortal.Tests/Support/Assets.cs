namespace AdminPortal.Tests.Support;

/// <summary>The files beside the program, by their paths below their folder: those that pages load, and the pictures of the README.</summary>
internal static class Assets
{
    private const string PicturesOfTheReadme = "screenshots/";

    private static readonly string Folder = Repository.Path("wwwroot-assets");

    public static IReadOnlyList<string> Served { get; } = [.. All().Where(file => !IsPicture(file))];

    public static IReadOnlyList<string> Pictures { get; } = [.. All().Where(IsPicture)];

    public static Task<byte[]> ReadAsync(string file) => File.ReadAllBytesAsync(Path.Combine(Folder, file), TestContext.Current.CancellationToken);

    private static IEnumerable<string> All() =>
        Directory.EnumerateFiles(Folder, "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(Folder, file));

    private static bool IsPicture(string file) => file.StartsWith(PicturesOfTheReadme, StringComparison.Ordinal);
}
