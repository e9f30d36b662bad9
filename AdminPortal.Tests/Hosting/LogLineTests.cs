using System.Text.RegularExpressions;
using AdminPortal.Hosting;
using AdminPortal.Hosting.Telemetry;
using AdminPortal.Tests.Account;
using AdminPortal.Tests.Hosting.Settings;
using AdminPortal.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;
using Microsoft.Extensions.Options;

namespace AdminPortal.Tests.Hosting;

/// <summary>Every line of the log is one line, and shows what it holds, whoever wrote it.</summary>
public sealed class LogLineTests
{
    [Theory]
    [InlineData("Billing sync, naïve 日本 🙂", "Billing sync, naïve 日本 🙂")]
    [InlineData("one\r\ntwo\nthree", "one two three")]
    [InlineData("progress 10%\rprogress 20%", "progress 10%\\u000Dprogress 20%")]
    [InlineData("\u001b[31mred\u001b[0m\a\0\u007f", "\\u001B[31mred\\u001B[0m\\u0007\\u0000\\u007F")]
    [InlineData("a\u0085b\u009bc", "a\\u0085b\\u009Bc")]
    [InlineData("a\u2028b\u2029c", "a\\u2028b\\u2029c")]
    [InlineData("evil\u202etxt.exe\u2066x\u2069\u200b\ufeff", "evil\\u202Etxt.exe\\u2066x\\u2069\\u200B\\uFEFF")]
    [InlineData("tag\U000E0041", "tag\\uE0041")]
    public void Text_stands_on_one_line_with_every_character_to_be_seen(string text, string seen)
    {
        using var writer = new StringWriter();

        VisibleText.Write(writer, text);

        Assert.Equal(seen, writer.ToString());
    }

    [Fact]
    public void What_any_part_of_the_program_logs_is_shown_so()
    {
        using var settings = new SettingsUnderTest();
        var builder = PortalHost.CreateBuilder([]);
        builder.AddHosting(settings.Accepted());
        using var services = builder.Services.BuildServiceProvider();
        var used = services.GetRequiredService<IOptions<ConsoleLoggerOptions>>().Value.FormatterName;
        var formatter = services.GetServices<ConsoleFormatter>().Single(formatter => formatter.Name == used);
        using var writer = new StringWriter();
        var fault = new InvalidOperationException("broken\r\n\u001b[2J");
        var entry = new LogEntry<string>(LogLevel.Error, "Some.Library\u202e", new EventId(7), "a message\nof two lines", fault, (text, _) => text);

        formatter.Write(in entry, null, writer);

        Assert.Matches(
            @"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z fail: Some.Library\\u202E\[7\] "
            + @"a message of two lines System.InvalidOperationException: broken \\u001B\[2J\n$",
            writer.ToString());
    }

    [Fact]
    public async Task Each_line_of_the_program_begins_with_time_level_and_category()
    {
        await using var portal = await PortalProcess.StartForTheFirstTimeAsync(TestContext.Current.CancellationToken);

        Assert.NotEmpty(portal.Log);
        Assert.All(portal.Log, line => Assert.Matches(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z (info|warn): [A-Za-z.]+\[\d+\] ", line));
    }

    [Fact]
    public async Task Forms_and_cookies_that_are_none_of_ours_leave_no_lines()
    {
        await using var portal = await PortalProcess.StartAsync(TestContext.Current.CancellationToken, PortalWithAlice.Settings);
        for (var attempt = 0; attempt < 20; attempt++)
        {
            using var stranger = new Account.Browser(portal.PublicUrl);
            stranger.Cookies["AdminPortal"] = stranger.Cookies["AdminPortal-Antiforgery"] = stranger.Cookies["AdminPortal-Browser"] = $"forged{attempt}";
            await stranger.PostAsync("/sign-in", ("_handler", "sign-in"), ("Input.UserName", "alice"), ("__RequestVerificationToken", "forged"));
            await stranger.GetAsync("/sign-in");
        }

        // What is still under way is written before the end.
        portal.Signal("TERM");
        await portal.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.DoesNotContain(portal.Log, line => Regex.IsMatch(
            line, @" \w+: (Microsoft\.AspNetCore|AdminPortal\.Account)\.[^ ]+ ", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1)));
    }
}
