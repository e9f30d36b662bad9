using MudBlazor;

namespace AdminPortal.Shell.Feedback;

/// <summary>The kind of a status; colour and icon follow from it, the text is the caller's.</summary>
public enum StatusKind
{
    Neutral,
    Success,
    Warning,
    Error,
    Info,
}

internal static class StatusIcon
{
    public static string Of(StatusKind kind) => kind switch
    {
        StatusKind.Success => Icons.Material.Outlined.CheckCircle,
        StatusKind.Warning => Icons.Material.Outlined.WarningAmber,
        StatusKind.Error => Icons.Material.Outlined.ErrorOutline,
        StatusKind.Info => Icons.Material.Outlined.Info,
        _ => Icons.Material.Outlined.RemoveCircleOutline,
    };
}
