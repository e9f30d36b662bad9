namespace AdminPortal.Hosting;

/// <summary>The source address of a request, in the one notation of records and logs.</summary>
internal static class RemoteAddress
{
    /// <summary>A dual-stack listener sees IPv4 as a mapped address (RFC 4291 section 2.5.5.2), which people would not recognise.</summary>
    public static string? SourceAddress(this HttpContext context) => context.Connection.RemoteIpAddress switch
    {
        { IsIPv4MappedToIPv6: true } mapped => mapped.MapToIPv4().ToString(),
        var address => address?.ToString(),
    };
}
