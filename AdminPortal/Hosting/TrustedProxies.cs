using AdminPortal.Hosting.Settings;
using Microsoft.AspNetCore.HttpOverrides;

namespace AdminPortal.Hosting;

/// <summary>
/// Whose forwarded headers count for a caller's address and scheme. Throttling and the audit log rely on the address: trusted from anyone,
/// it could be spoofed.
/// </summary>
internal static class TrustedProxies
{
    // ASPNETCORE_FORWARDEDHEADERS_ENABLED would add a second reader of these headers, one that trusts everyone.
    private const string TrustEverybody = "ForwardedHeaders_Enabled";

    public static void AddTrustedProxies(this WebApplicationBuilder builder, PortalOptions options)
    {
        builder.Configuration[TrustEverybody] = bool.FalseString;
        builder.Services.Configure<ForwardedHeadersOptions>(forwarded =>
        {
            forwarded.ForwardedHeaders =
                ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto | ForwardedHeaders.XForwardedHost;
            forwarded.AllowedHosts = [new Uri(options.Issuer).Host];
            // As many hops as there are trusted proxies, and not one further.
            forwarded.ForwardLimit = null;
            forwarded.KnownProxies.Clear();
            forwarded.KnownIPNetworks.Clear();
            foreach (var network in NetworksOf(options))
            {
                forwarded.KnownIPNetworks.Add(network);
            }
        });
    }

    public static IEnumerable<System.Net.IPNetwork> NetworksOf(PortalOptions options)
    {
        foreach (var entry in options.TrustedProxies)
        {
            if (Addresses.TryParseNetwork(entry, out var network))
            {
                yield return network;
            }
        }
    }

    public static void UseTrustedProxies(this WebApplication app, PortalOptions options)
    {
        // Without a list the middleware does not check at all, so it must not even be registered.
        if (options.TrustedProxies.Count > 0)
        {
            app.UseForwardedHeaders();
        }
    }
}
