using AdminPortal.Hosting.Settings;
using AdminPortal.Tests.Support;

namespace AdminPortal.Tests.Hosting.Settings;

public sealed class ProgramFolderTests : IDisposable
{
    private const string BuildOutput = "bin/Release/net10.0/";

    private readonly TemporaryFolder _project = new();

    public ProgramFolderTests() => _project.Write("AdminPortal.csproj", "<Project />");

    public void Dispose() => _project.Dispose();

    [Fact]
    public void Run_from_its_build_output_the_program_keeps_its_data_in_the_project() =>
        Assert.Equal(Path.Combine(_project.FullPath, "data"), At("bin/Release/net10.0/").DefaultDataDirectory);

    [Theory]
    [InlineData("bin/Release/net10.0/publish")]
    [InlineData("bin/Debug/net10.0")]
    [InlineData("published")]
    public void Run_from_anywhere_else_it_keeps_them_beside_itself(string folder) =>
        Assert.Equal(Path.Combine(_project.FullPath, folder, "data"), At(folder).DefaultDataDirectory);

    [Fact]
    public void A_folder_named_like_the_build_output_is_not_enough()
    {
        using var elsewhere = new TemporaryFolder();
        var folder = Path.Combine(elsewhere.FullPath, "bin/Release/net10.0");

        Assert.Equal(Path.Combine(folder, "data"), new ProgramFolder(folder, BuildOutput).DefaultDataDirectory);
    }

    [Theory]
    [InlineData("portal-data", "portal-data")]
    [InlineData("../portal-data", "../portal-data")]
    public void A_relative_path_starts_at_the_program_and_not_at_the_current_directory(string relative, string expected) =>
        Assert.Equal(Path.GetFullPath(Path.Combine(_project.FullPath, "published", expected)), At("published").Resolve(relative));

    [Fact]
    public void An_absolute_path_stays_what_it_is() => Assert.Equal("/srv/portal", At("published").Resolve("/srv/portal"));

    private ProgramFolder At(string folder) => new(Path.Combine(_project.FullPath, folder), BuildOutput);
}
