using AdminPortal.Account;
using AdminPortal.Account.CommandLine;
using AdminPortal.Account.FirstRun;
using AdminPortal.Domain.Starting;
using AdminPortal.Hosting;
using AdminPortal.Hosting.Stopping;
using AdminPortal.OAuth;
using AdminPortal.Shell;
using AdminPortal.Timekeeping;

// The table of contents. A command-line verb is handled here, before there is a web host.

StopSignals? signals = null;
try
{
    StartConditions.Require();
    if (AdminCommandLine.IsAsked(args))
    {
        return await AdminCommandLine.RunAsync(args);
    }

    signals = StopSignals.Listen();
    var builder = PortalHost.CreateBuilder(args);
    if (builder.ReadSettings() is not { } settings)
    {
        return ExitCodes.WrongSettings;
    }

    builder.AddHosting(settings);
    builder.AddDomain(StoreHosting.StoreOptionsOf(settings));
    builder.Services.AddShell();
    builder.AddAccount();
    builder.Services.AddTimekeeping();
    builder.AddOAuth();

    var app = builder.Build();
    var store = app.Services.GetRequiredService<StoreStart>();
    await store.RunAsync(signals.Asked);
    if (!await store.ExplainAsync(app.PrepareFirstRunAsync))
    {
        return ExitCodes.WrongSettings;
    }

    app.UseHosting();
    app.UseShell();
    app.UseAccount();
    app.MapShell();
    app.MapAccount();
    app.MapOAuth();

    return await app.RunToExitCodeAsync(signals);
}
catch (OperationCanceledException) when (signals?.Asked.IsCancellationRequested is true)
{
    return ExitCodes.Ok;
}
catch (Exception fault) when (StartFault.Of(fault) is { } explained)
{
    Console.Error.WriteLine(explained.Line);
    return explained.ExitCode;
}
finally
{
    signals?.Dispose();
}
