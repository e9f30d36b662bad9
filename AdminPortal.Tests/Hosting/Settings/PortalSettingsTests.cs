namespace AdminPortal.Tests.Hosting.Settings;

public sealed class PortalSettingsTests : IDisposable
{
    private readonly SettingsUnderTest _settings = new();

    public void Dispose() => _settings.Dispose();

    [Fact]
    public void Without_any_setting_the_defaults_of_the_documentation_hold()
    {
        var settings = _settings.Accepted(("Portal:Issuer", null));

        Assert.Equal("http://localhost:5080", settings.Options.Issuer);
        Assert.Equal(["http://localhost:5080"], settings.Listeners.Public);
        Assert.Equal("http://localhost:5081", settings.Listeners.Management);
        Assert.Empty(settings.Options.TrustedProxies);
        Assert.Equal("sample", settings.Options.Setup.Catalogue);
        Assert.Equal(30, settings.Options.Throttling.FailuresPerMinute);
        Assert.True(settings.Options.Assertions.RequireJwtId);
        Assert.Equal(10, settings.Options.Assertions.MaxLifetimeMinutes);
        Assert.Equal(30, settings.Options.Tokens.RetentionDays);
        Assert.Equal("RS256", settings.Options.Tokens.SigningAlgorithm);
        Assert.Equal(180, settings.Options.Audit.RetentionDays);
        Assert.Empty(settings.NotUsedYet);
    }

    [Theory]
    [InlineData("Portal:Issuer", "http://localhost:5080")]
    [InlineData("Portal:Issuer", "https://portal.example:8443")]
    [InlineData("Portal:Issuer", "https://[2001:db8::1]")]
    [InlineData("Portal:ManagementUrl", "http://*:9000")]
    [InlineData("Portal:ManagementUrl", "http://127.0.0.1:9000")]
    [InlineData("Portal:TrustedProxies:0", "10.0.0.0/8")]
    [InlineData("Portal:TrustedProxies:0", "2001:db8::/32")]
    [InlineData("Portal:TrustedProxies:0", "::1")]
    [InlineData("Portal:Setup:Catalogue", "none")]
    [InlineData("Portal:Throttling:FailuresPerMinute", "1")]
    [InlineData("Portal:Assertions:AdditionalAudiences:0", "https://old.example/token")]
    [InlineData("Portal:Assertions:RequireJwtId", "false")]
    [InlineData("Portal:JwksFetch:AllowedHosts:0", "keys.internal")]
    [InlineData("Portal:JwksFetch:AllowedHosts:0", "10.1.2.3:8443")]
    [InlineData("Portal:JwksFetch:AllowedHosts:0", "keys.internal:443")]
    [InlineData("Portal:JwksFetch:AllowedHosts:0", "keys.internal:80")]
    [InlineData("Portal:Tokens:SigningAlgorithm", "ES256")]
    [InlineData("urls", "http://*:80;http://10.0.0.1:8080")]
    [InlineData("portal:tokens:retentiondays", "1")]
    public void A_right_value_is_accepted(string key, string value) => _settings.Accepted((key, value));

    [Theory]
    [InlineData("Portal:Issuer", "portal.example")]
    [InlineData("Portal:Issuer", "ftp://portal.example")]
    [InlineData("Portal:Issuer", "https://portal.example/")]
    [InlineData("Portal:Issuer", "https://portal.example/oauth2")]
    [InlineData("Portal:Issuer", "https://portal.example?a=b")]
    [InlineData("Portal:Issuer", "https://portal.example#a")]
    [InlineData("Portal:Issuer", "https://someone@portal.example")]
    [InlineData("Portal:Issuer", "https://Portal.example")]
    [InlineData("Portal:Issuer", "https://portal.example:443")]
    [InlineData("Portal:Issuer", "")]
    [InlineData("Portal:ManagementUrl", "localhost:5081")]
    [InlineData("Portal:ManagementUrl", "http://localhost:5081/health")]
    [InlineData("Portal:ManagementUrl", "http://localhost:0")]
    [InlineData("Portal:ManagementUrl", "http://localhost:70000")]
    [InlineData("Portal:ManagementUrl", "http://unix:/tmp/portal.sock")]
    [InlineData("Portal:ManagementUrl", "http://localhost:5080")]
    [InlineData("Portal:TrustedProxies:0", "proxy.example")]
    [InlineData("Portal:TrustedProxies:0", "10.0.0.0/33")]
    [InlineData("Portal:TrustedProxies:0", "")]
    [InlineData("Portal:TrustedProxies", "10.0.0.1")]
    [InlineData("Portal:Setup:UserName", "alice")]
    [InlineData("Portal:Setup:Password", "a long enough password")]
    [InlineData("Portal:Setup:PasswordFile", "/does/not/exist")]
    [InlineData("Portal:Setup:Catalogue", "samples")]
    [InlineData("Portal:Catalogue:File", "/does/not/exist")]
    [InlineData("Portal:Throttling:FailuresPerMinute", "0")]
    [InlineData("Portal:Throttling:FailuresPerMinute", "abc")]
    [InlineData("Portal:Throttling:FailuresPerMinute", "1.5")]
    [InlineData("Portal:Assertions:AdditionalAudiences:0", " ")]
    [InlineData("Portal:Assertions:RequireJwtId", "maybe")]
    [InlineData("Portal:Assertions:MaxLifetimeMinutes", "0")]
    [InlineData("Portal:JwksFetch:AllowedHosts:0", "https://keys.internal")]
    [InlineData("Portal:JwksFetch:AllowedHosts:0", "keys.internal/path")]
    [InlineData("Portal:Tokens:RetentionDays", "-1")]
    [InlineData("Portal:Tokens:SigningAlgorithm", "HS256")]
    [InlineData("Portal:Audit:RetentionDays", "99999999999")]
    [InlineData("Portal:Protection:CertificateFile", "/does/not/exist")]
    [InlineData("Portal:Protection", "certificate.pfx")]
    [InlineData("urls", "localhost")]
    [InlineData("urls", "http://localhost:5080/portal")]
    [InlineData("Kestrel:Endpoints:Http:Url", "http://localhost:7000")]
    public void A_wrong_value_stops_the_start_with_a_line_that_names_its_key(string key, string value)
    {
        var known = key.StartsWith("Kestrel:", StringComparison.Ordinal) ? "Kestrel:Endpoints" : key;

        Assert.Contains(_settings.Refused((key, value)), fault => fault.Contains(known, StringComparison.Ordinal));
        Assert.False(Directory.Exists(Path.Combine(_settings.Folder.FullPath, "data")));
    }

    [Theory]
    [InlineData("Portal:Isuer", "Portal:Issuer")]
    [InlineData("Portal:ManagementUri", "Portal:ManagementUrl")]
    [InlineData("Portal:Setpu:UserName", "Portal:Setup:UserName")]
    [InlineData("Portal:Tokens:RetentionDay", "Portal:Tokens:RetentionDays")]
    [InlineData("Portal:Issuer:Url", "Portal:Issuer")]
    [InlineData("Portal:TrustedProxies:first", "Portal:TrustedProxies")]
    public void An_unknown_key_stops_the_start_and_the_nearest_known_one_is_named(string unknown, string nearest) =>
        Assert.Equal([$"{unknown} is not a setting; the nearest known key is {nearest}"], _settings.Refused((unknown, "x")));

    [Fact]
    public void All_faults_are_reported_together_one_line_each()
    {
        var faults = _settings.Refused(
            ("Portal:Issuer", "nowhere"), ("Portal:Tokens:RetentionDays", "abc"), ("Portal:Colour", "red"),
            ("Portal:TrustedProxies:0", "10.0.0.1"), ("Portal:TrustedProxies:1", "x"), ("Portal:Setup:UserName", "alice"));

        Assert.Equal(
            ["Portal:Colour", "Portal:Tokens:RetentionDays", "Portal:Issuer", "Portal:Setup:Password", "Portal:TrustedProxies:1"],
            faults.Select(fault => fault.Split(' ')[0]));
        Assert.DoesNotContain(faults, fault => fault.Contains('\n'));
    }

    [Fact]
    public void Each_kind_of_fault_is_told_in_its_own_words_and_what_cannot_be_read_beside_what_is_read_and_wrong() => Assert.Equal(
        [
            "Portal:Assertions:RequireJwtId must be true or false",
            "Portal:Audit is a group of settings and takes no value of its own",
            "Portal:Issuer is empty: give it a value or leave it out",
            "Portal:Tokens:RetentionDays must be a whole number",
            "Portal:TrustedProxies is a list: set Portal:TrustedProxies:0, Portal:TrustedProxies:1 and so on",
            "Portal:Assertions:MaxLifetimeMinutes must be from 1 to 1440",
            "Portal:Tokens:SigningAlgorithm must be RS256, PS256 or ES256",
            "Portal:JwksFetch:AllowedHosts:1 must be a host or host:port, such as keys.internal:8443",
        ],
        _settings.Refused(
            ("Portal:Assertions:MaxLifetimeMinutes", "0"), ("Portal:Assertions:RequireJwtId", "maybe"), ("Portal:Audit", "7"), ("Portal:Issuer", ""),
            ("Portal:JwksFetch:AllowedHosts:0", "keys.internal"), ("Portal:JwksFetch:AllowedHosts:1", "a/b"), ("portal:tokens:retentiondays", "abc"),
            ("Portal:Tokens:SigningAlgorithm", "HS256"), ("Portal:TrustedProxies", "10.0.0.1")));

    [Fact]
    public void What_is_set_is_what_the_program_goes_by()
    {
        var options = _settings.Accepted(
            ("Portal:TrustedProxies:0", "10.0.0.1"), ("Portal:TrustedProxies:1", "::1"), ("Portal:Setup:Catalogue", "none"),
            ("Portal:Throttling:FailuresPerMinute", "5"),
            ("Portal:Assertions:RequireJwtId", "False"), ("portal:tokens:retentiondays", "7"), ("Portal:Tokens:SigningAlgorithm", "ES256"),
            ("Portal:Setup:UserName", "alice"), ("Portal:Setup:Password", " hunter2 ")).Options;

        Assert.Equal(["10.0.0.1", "::1"], options.TrustedProxies);
        Assert.Equal(("none", "alice", " hunter2 "), (options.Setup.Catalogue, options.Setup.UserName, options.Setup.Password?.Reveal()));
        Assert.Equal(
            (5, false, 7, "ES256"),
            (options.Throttling.FailuresPerMinute, options.Assertions.RequireJwtId, options.Tokens.RetentionDays, options.Tokens.SigningAlgorithm));
    }

    [Fact]
    public void What_is_null_or_without_entries_in_a_file_is_as_if_it_were_not_there()
    {
        var options = _settings.Accepted(
            ("Portal:TrustedProxies", ""), ("Portal:Setup", ""), ("Portal:Audit", null), ("Portal:Tokens:RetentionDays", null)).Options;

        Assert.Empty(options.TrustedProxies);
        Assert.Equal(("sample", 180, 30), (options.Setup.Catalogue, options.Audit.RetentionDays, options.Tokens.RetentionDays));
    }

    [Fact]
    public void A_fault_does_not_repeat_the_value_that_was_set() =>
        Assert.DoesNotContain(
            _settings.Refused(
                ("Portal:Setup:Pasword", "hunter2"), ("Portal:Tokens:RetentionDays", "hunter2"), ("Portal:Issuer", "hunter2")),
            fault => fault.Contains("hunter2", StringComparison.Ordinal));

    [Fact]
    public void A_setting_without_a_use_in_this_version_is_named_when_somebody_sets_it() =>
        Assert.Equal(
            ["Portal:Catalogue:File"],
            _settings.Accepted(
                ("Portal:Catalogue:File", typeof(PortalSettingsTests).Assembly.Location), ("Portal:Audit:RetentionDays", "7"),
                ("Portal:Tokens:SigningAlgorithm", "ES256"),
                ("Portal:Throttling:FailuresPerMinute", "5")).NotUsedYet);

    [Theory]
    [InlineData("secret words", "secret words")]
    [InlineData("secret words\n", "secret words")]
    [InlineData("secret words\r\n", "secret words")]
    [InlineData("secret words\n\n", "secret words\n")]
    public void A_password_file_is_read_without_its_one_closing_newline(string text, string password)
    {
        _settings.Folder.Write("password", text);

        var setup = _settings.Accepted(("Portal:Setup:UserName", "alice"), ("Portal:Setup:PasswordFile", "password")).Options.Setup;

        Assert.Equal(password, setup.Password?.Reveal());
    }

    [Fact]
    public void An_empty_password_file_stops_the_start()
    {
        _settings.Folder.Write("password", "\n");

        var faults = _settings.Refused(("Portal:Setup:UserName", "alice"), ("Portal:Setup:PasswordFile", "password"));

        Assert.StartsWith("Portal:Setup:PasswordFile cannot be used", Assert.Single(faults), StringComparison.Ordinal);
    }

    [Fact]
    public void A_password_and_a_password_file_together_stop_the_start()
    {
        _settings.Folder.Write("password", "secret words");

        var faults = _settings.Refused(
            ("Portal:Setup:UserName", "alice"), ("Portal:Setup:Password", "secret words"), ("Portal:Setup:PasswordFile", "password"));

        Assert.StartsWith("Portal:Setup:PasswordFile must not be set together with", Assert.Single(faults), StringComparison.Ordinal);
    }

    [Fact]
    public void A_set_up_password_cannot_be_printed()
    {
        var settings = _settings.Accepted(("Portal:Setup:UserName", "alice"), ("Portal:Setup:Password", "hunter2"));

        Assert.Equal("SetupPassword", settings.Options.Setup.Password?.ToString());
        Assert.DoesNotContain("hunter2", settings.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Https_without_a_certificate_stops_the_start()
    {
        var fault = Assert.Single(_settings.Refused(("urls", "https://*:443")));

        Assert.StartsWith("Kestrel:Certificates:Default", fault, StringComparison.Ordinal);
        _settings.Accepted(("urls", "https://*:443"), ("Kestrel:Certificates:Default:Path", "portal.pfx"));
    }
}
