namespace AdminPortal.Hosting;

/// <summary>Where a request came from, in the one way in which records and logs write it.</summary>
internal static class RemoteAddress
{
    /// <summary>A listener for both families sees IPv4 as a mapped address (RFC 4291 section 2.5.5.2), which people would not recognise.</summary>
    public static string? SourceAddress(this HttpContext context) => context.Connection.RemoteIpAddress switch
    {
        { IsIPv4MappedToIPv6: true } mapped => mapped.MapToIPv4().ToString(),
        var address => address?.ToString(),
    };
}
