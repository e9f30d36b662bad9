using AdminPortal.Domain.Storage;
using AdminPortal.Tests.Support;

namespace AdminPortal.Tests.Storage;

public sealed class DataDirectoryTests : IDisposable
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    private const UnixFileMode OpenToAll = OwnerOnly | UnixFileMode.GroupRead | UnixFileMode.OtherRead | UnixFileMode.OtherExecute;

    private readonly TemporaryFolder _folder = new();

    private string Place => Path.Combine(_folder.FullPath, "some", "where");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_missing_directory_is_made_for_its_owner_alone()
    {
        var directory = DataDirectory.Open(Place);

        Assert.Equal(OwnerOnly, File.GetUnixFileMode(Place));
        Assert.Equal(Path.Combine(Place, "portal.db"), directory.DatabaseFile);
        Assert.Equal(Path.Combine(Place, "protection.key"), directory.ProtectionKeyFile);
    }

    [Theory]
    [InlineData("portal.db")]
    [InlineData("protection.key")]
    [InlineData("lost+found")]
    [InlineData(null)]
    public void A_directory_open_to_others_is_closed(string? content)
    {
        OpenTo(content);

        DataDirectory.Open(Place);

        Assert.Equal(OwnerOnly, File.GetUnixFileMode(Place));
    }

    [Fact]
    public void A_directory_of_other_files_is_not_closed_but_refused()
    {
        OpenTo("somebody-elses.txt");

        Assert.Throws<IOException>(() => DataDirectory.Open(Place));

        Assert.Equal(OpenToAll, File.GetUnixFileMode(Place));
    }

    [Fact]
    public void A_file_in_its_place_is_refused()
    {
        var file = _folder.Write("data", "");

        Assert.Throws<IOException>(() => DataDirectory.Open(file));
    }

    [Fact]
    public void A_relative_path_is_a_mistake_of_the_caller() => Assert.Throws<ArgumentException>(() => DataDirectory.Open("data"));

    private void OpenTo(string? content)
    {
        Directory.CreateDirectory(Place);
        if (content is not null)
        {
            File.WriteAllText(Path.Combine(Place, content), "");
        }

        File.SetUnixFileMode(Place, OpenToAll);
    }
}
