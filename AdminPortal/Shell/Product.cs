using System.Reflection;

namespace AdminPortal.Shell;

/// <summary>The product's name on the screen.</summary>
public static class Product
{
    public const string Name = "AdminPortal";

    /// <summary>The release, without the commit that the build appends after a plus sign.</summary>
    public static string Version { get; } = typeof(Product).Assembly
        .GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "";
}
