using System.Net;
using AdminPortal.Tests.Account;
using AdminPortal.Tests.Support;

namespace AdminPortal.Tests.Shell;

/// <summary>What the running program serves of the folder that its assets lie in.</summary>
public sealed class ServedAssetsTests(PortalWithAlice portal) : IClassFixture<PortalWithAlice>
{
    private const string PicturesOfTheReadme = "screenshots/";

    private static readonly string Folder = Repository.Path("wwwroot-assets");

    private static IReadOnlyList<string> Files { get; } =
        [.. Directory.EnumerateFiles(Folder, "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(Folder, file))];

    [Fact]
    public async Task What_pages_load_is_served_to_anybody()
    {
        using var anybody = portal.NewBrowser();
        var refused = new List<string>();
        foreach (var file in Files.Where(file => !IsPicture(file)))
        {
            if ((await anybody.GetAsync($"/{file}")).Status != HttpStatusCode.OK)
            {
                refused.Add(file);
            }
        }

        Assert.Empty(refused);
    }

    [Fact]
    public async Task The_pictures_of_the_README_are_served_to_nobody()
    {
        using var alice = portal.NewBrowser();
        await alice.SignInAsync("alice", PortalWithAlice.Password);
        var pictures = Files.Where(IsPicture).ToList();

        Assert.NotEmpty(pictures);
        foreach (var picture in pictures)
        {
            Assert.Equal(HttpStatusCode.NotFound, (await alice.GetAsync($"/{picture}")).Status);
        }
    }

    private static bool IsPicture(string file) => file.StartsWith(PicturesOfTheReadme, StringComparison.Ordinal);
}
