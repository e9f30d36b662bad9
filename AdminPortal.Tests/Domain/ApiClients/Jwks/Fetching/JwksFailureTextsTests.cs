using AdminPortal.Domain;
using AdminPortal.Domain.ApiClients.Rules.Jwks;
using AdminPortal.Domain.ApiClients.Rules.Jwks.Fetching;

namespace AdminPortal.Tests.Domain.ApiClients.Jwks.Fetching;

public sealed class JwksFailureTextsTests
{
    private const int Max = JwksFailure.MaxWordsLength;

    private static readonly JwksUri Uri = JwksUri.FromStored("https://keys.example.com:8443/jwks.json?token=t");

    private static readonly JwksFailure[] Failures =
    [
        new JwksFailure.NameNotFound(),
        new JwksFailure.ConnectionRefused(),
        new JwksFailure.Unreachable(),
        new JwksFailure.Blocked(new BlockedAddress("keys.example.com", "10.4.0.9", "a private address", CanBeAllowed: true)),
        new JwksFailure.PlainHttp(),
        new JwksFailure.TlsUntrusted("it is self-signed", "keys.example.com"),
        new JwksFailure.TlsFailed(),
        new JwksFailure.TimedOut(TimeSpan.FromSeconds(5)),
        new JwksFailure.Redirected(302, "https://keys.example.com/elsewhere"),
        new JwksFailure.BadStatus(404),
        new JwksFailure.WrongContentType("text/html"),
        new JwksFailure.Compressed(),
        new JwksFailure.TooLarge(),
        new JwksFailure.NotJson(),
        new JwksFailure.NotAJwkSet("There is no array named keys"),
        new JwksFailure.Interrupted(),
        new JwksFailure.Broken(),
    ];

    [Fact]
    public void Each_kind_of_failure_has_a_sentence_of_its_own_that_names_the_host_and_a_cure()
    {
        Assert.Equal(typeof(JwksFailure).GetNestedTypes().Length, Failures.Select(failure => failure.GetType()).Distinct().Count());
        var sentences = Failures.Select(failure => failure.Sentence(Uri)).ToList();

        Assert.Equal(sentences.Count, sentences.Distinct(StringComparer.Ordinal).Count());
        Assert.All(sentences, sentence => Assert.Contains("keys.example.com", sentence, StringComparison.Ordinal));
        Assert.All(sentences, sentence => Assert.Contains(". ", sentence, StringComparison.Ordinal));
        Assert.All(sentences, sentence => Assert.DoesNotContain("token", sentence, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Example CA", "Example CA")]
    [InlineData("Beispiel-Gesellschaft für Schlüssel", "Beispiel-Gesellschaft für Schlüssel")]
    [InlineData("two\nlines\u2028three", "two\uFFFDlines\uFFFDthree")]
    [InlineData("\u202Eright to left\u200B", "\uFFFDright to left\uFFFD")]
    public void Words_of_a_stranger_stay_on_their_line(string text, string shown) => Assert.Equal(shown, PrintableText.Of(text, Max));

    [Fact]
    public void Words_of_a_stranger_are_cut()
    {
        Assert.Equal(new string('k', Max), PrintableText.Of(new string('k', Max), Max));
        Assert.Equal(new string('k', Max - 1) + "…", PrintableText.Of(new string('k', 5000), Max));
        Assert.Equal("lone \uFFFD surrogate", PrintableText.Of("lone \uD800 surrogate", Max));
        Assert.Equal(string.Concat(Enumerable.Repeat("🔑", (Max / 2) - 1)) + "…", PrintableText.Of(string.Concat(Enumerable.Repeat("🔑", 5000)), Max));
    }
}
