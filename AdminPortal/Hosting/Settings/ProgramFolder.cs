using System.Reflection;

namespace AdminPortal.Hosting.Settings;

/// <summary>
/// The folder the program lies in; relative paths in settings start here, because a service is started from anywhere.
/// Run from its own project's build output, it keeps its data in the project instead, where a clean build spares it.
/// </summary>
internal sealed class ProgramFolder(string path, string buildOutput)
{
    private const string ProjectFile = "AdminPortal.csproj";

    private readonly string _path = Path.TrimEndingDirectorySeparator(path);

    public static ProgramFolder Current { get; } = new(AppContext.BaseDirectory, BuildOutput());

    public string DefaultDataDirectory => Path.Combine(Project() ?? _path, "data");

    public string Resolve(string relative) => Path.GetFullPath(relative, _path);

    // Built: "…/AdminPortal/bin/Release/net10.0". Published: anywhere, by default "…/bin/Release/net10.0/publish", so being
    // somewhere below the project is not enough: the folder must be exactly the one the build wrote to.
    private string? Project()
    {
        var output = Path.DirectorySeparatorChar + Path.TrimEndingDirectorySeparator(buildOutput);
        if (output.Length == 1 || !_path.EndsWith(output, StringComparison.Ordinal))
        {
            return null;
        }

        var project = _path[..^output.Length];
        return File.Exists(Path.Combine(project, ProjectFile)) ? project : null;
    }

    // Relative to the project, so that an assembly does not depend on the folder it was built in.
    private static string BuildOutput() =>
        typeof(ProgramFolder).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .FirstOrDefault(attribute => attribute.Key == nameof(BuildOutput))?.Value ?? "";
}
