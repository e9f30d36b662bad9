using System.Reflection;

namespace AdminPortal.Hosting.Settings;

/// <summary>
/// The program's folder; relative paths in settings are resolved against it, because a service may be started from any directory. When run
/// from its own project's build output, it keeps its data in the project instead, where a clean build does not delete it.
/// </summary>
internal sealed class ProgramFolder(string path, string buildOutput)
{
    private const string ProjectFile = "AdminPortal.csproj";

    private readonly string _path = Path.TrimEndingDirectorySeparator(path);

    public static ProgramFolder Current { get; } = new(AppContext.BaseDirectory, BuildOutput());

    public string DefaultDataDirectory => Path.Combine(Project() ?? _path, "data");

    public string Resolve(string relative) => Path.GetFullPath(relative, _path);

    // Built: "…/AdminPortal/bin/Release/net10.0". Published: anywhere, by default "…/bin/Release/net10.0/publish", so being below the
    // project is not enough: the folder must be exactly the build output.
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

    // Relative to the project, so that the assembly does not depend on where it was built.
    private static string BuildOutput() =>
        typeof(ProgramFolder).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .FirstOrDefault(attribute => attribute.Key == nameof(BuildOutput))?.Value ?? "";
}
