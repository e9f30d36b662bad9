using AdminPortal.Domain;
using AdminPortal.Domain.ApiClients;
using AdminPortal.Domain.ApiClients.Rules;
using AdminPortal.Domain.ApiClients.Rules.Jwks.Fetching;
using AdminPortal.Domain.ApiClients.Rules.Secrets;

namespace AdminPortal.Tests.Domain.ApiClients;

public sealed class ApiClientValuesTests
{
    private static readonly ApiClientDetailsValidator Validator = new(new OutboundAddressPolicy(JwksFetchOptions.None));

    private static readonly ApiClientDetails Valid = new() { Name = "Billing sync", AccessTokenLifetime = "60" };

    public static TheoryData<string, ApiClientDetails> Faults => new()
    {
        { "name.missing", Valid with { Name = "" } },
        { "name.missing", Valid with { Name = " \t " } },
        { "name.too_long", Valid with { Name = new string('n', 129) } },
        { "name.malformed", Valid with { Name = "Billing\u0007sync" } },
        { "name.malformed", Valid with { Name = "Billing\nsync" } },
        { "name.malformed", Valid with { Name = "Billing\ud800sync" } },
        { "description.too_long", Valid with { Description = new string('d', 501) } },
        { "description.malformed", Valid with { Description = "a\0b" } },
        { "lifetime.missing", Valid with { AccessTokenLifetime = "" } },
        { "lifetime.malformed", Valid with { AccessTokenLifetime = "abc" } },
        { "lifetime.malformed", Valid with { AccessTokenLifetime = "1.5" } },
        { "lifetime.malformed", Valid with { AccessTokenLifetime = "1e3" } },
        { "lifetime.too_short", Valid with { AccessTokenLifetime = "0" } },
        { "lifetime.too_short", Valid with { AccessTokenLifetime = "-1" } },
        { "lifetime.too_long", Valid with { AccessTokenLifetime = "1441" } },
        { "lifetime.too_long", Valid with { AccessTokenLifetime = "99999999999999999999" } },
    };

    public static TheoryData<ApiClientDetails> Limits => new(
        Valid with { Name = "n" },
        Valid with { Name = $"  {new string('n', 128)}  " },
        Valid with { Name = "Zahlungs\u00fcbertragung \ud83d\ude80 <b>" },
        Valid with { Description = new string('d', 500) },
        Valid with { Description = "Line one\r\nline two" },
        Valid with { AccessTokenLifetime = "1" },
        Valid with { AccessTokenLifetime = " 1440 " },
        Valid with { JwksUri = " " },
        Valid with { JwksUri = "https://keys.example/jwks.json" });

    [Theory]
    [MemberData(nameof(Faults))]
    public void Details_out_of_their_limits_are_refused_with_one_named_error(string code, ApiClientDetails details)
    {
        var error = Assert.Single(Validator.Read(details).Errors);

        Assert.Equal(code, error.Code);
        Assert.NotNull(error.Field);
    }

    [Theory]
    [MemberData(nameof(Limits))]
    public void Details_within_their_limits_are_accepted(ApiClientDetails details) =>
        Assert.Empty(Validator.Read(details).Errors);

    [Fact]
    public void All_faults_are_told_at_once_in_the_order_of_the_page()
    {
        var errors = Validator.Read(new ApiClientDetails { Name = "", Description = new string('d', 501), AccessTokenLifetime = "0" }).Errors;

        Assert.Equal(["name.missing", "description.too_long", "lifetime.too_short"], errors.Select(error => error.Code));
    }

    [Theory]
    [InlineData("29", "validity.too_short")]
    [InlineData("366", "validity.too_long")]
    [InlineData("30.5", "validity.malformed")]
    [InlineData("", "validity.missing")]
    [InlineData("30", null)]
    [InlineData("365", null)]
    public void A_secret_is_valid_for_30_to_365_days(string days, string? code)
    {
        var validity = SecretValidity.Create(days);

        Assert.Equal(code is null ? [] : [code], validity.Errors.Select(error => error.Code));
    }

    [Fact]
    public void FAPI_06_Ten_thousand_secrets_are_distinct_long_and_recognisable()
    {
        var secrets = Enumerable.Range(0, 10_000).Select(_ => PlaintextSecret.Generate().Reveal()).ToList();

        Assert.Equal(secrets.Count, secrets.Distinct(StringComparer.Ordinal).Count());
        Assert.All(secrets, secret => Assert.Matches("^adminportal_sec_[0-9A-Za-z]{49}$", secret));
        Assert.All(secrets, secret => Assert.True(PlaintextSecret.IsWellFormed(secret)));
    }

    [Fact]
    public void A_mistyped_secret_is_told_from_a_wrong_one_by_its_checksum()
    {
        var secret = PlaintextSecret.Generate().Reveal();
        var mistyped = secret[..20] + (secret[20] == 'x' ? 'y' : 'x') + secret[21..];

        Assert.False(PlaintextSecret.IsWellFormed(mistyped));
        Assert.False(PlaintextSecret.IsWellFormed(""));
    }

    [Fact]
    public void A_secret_cannot_be_printed()
    {
        var secret = PlaintextSecret.Generate();

        Assert.Equal("PlaintextSecret HashedSecret", $"{secret} {secret.Hash()}");
    }

    [Theory]
    [InlineData("iq41q3fpgg6st", true)]
    [InlineData("1q41q3fpgg6st", false)]
    [InlineData("Iq41q3fpgg6st", false)]
    [InlineData("iq41q3fpgg6s", false)]
    [InlineData("iq41q3fpgg6st4", false)]
    [InlineData("iq41q3fpgg6s\u0661", false)]
    [InlineData(null, false)]
    public void A_client_id_is_13_lower_case_letters_and_digits_the_first_a_letter(string? text, bool isClientId) =>
        Assert.Equal(isClientId, ClientId.TryParse(text, out _));
}
