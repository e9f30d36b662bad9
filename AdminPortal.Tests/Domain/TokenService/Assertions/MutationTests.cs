using AdminPortal.Tests.Domain.ApiClients.PublicKeys;
using CsCheck;
using static AdminPortal.Tests.Domain.TokenService.Assertions.TestAssertion;

namespace AdminPortal.Tests.Domain.TokenService.Assertions;

/// <summary>Nothing but the very text that was signed is accepted.</summary>
public sealed class MutationTests
{
    private const string Base64UrlAlphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

    private static readonly string[] Values =
        ["null", "0", "1", "\"\"", "\"x\"", "[]", "{}", "true", Quote(Subject), Quote(Issuer), Quote(Zscaler), After(300), After(301)];

    [Theory]
    [MemberData(nameof(KeyPairs.Algorithms), MemberType = typeof(KeyPairs))]
    public void No_change_of_one_character_is_accepted(string algorithm)
    {
        var valid = Valid.By(algorithm).Write();
        Allow(valid, Lenient, Key(algorithm));
        var anyCharacter = Gen.Frequency((3, Gen.Char[Base64UrlAlphabet + "."]), (1, Gen.Char));

        Gen.Select(Gen.Int[0, valid.Length - 1], anyCharacter)
            .Where((place, other) => valid[place] != other)
            .Sample((place, other) => IsRefused($"{valid[..place]}{other}{valid[(place + 1)..]}", algorithm), iter: 500);
    }

    [Fact]
    public void No_other_last_character_of_any_part_is_accepted()
    {
        var parts = Valid.Write().Split('.');

        Assert.All(Enumerable.Range(0, parts.Length), part => Assert.All(
            Base64UrlAlphabet.Where(other => other != parts[part][^1]),
            other => Assert.True(IsRefused(string.Join('.', parts.Select((text, index) => index == part ? text[..^1] + other : text)), "ES256"))));
    }

    [Fact]
    public void No_character_more_or_less_is_accepted()
    {
        var valid = Valid.Write();

        Gen.Int[0, valid.Length - 1].Sample(place => IsRefused(valid.Remove(place, 1), "ES256"), iter: 500);
        Gen.Select(Gen.Int[0, valid.Length], Gen.Char[Base64UrlAlphabet + ".= \n"])
            .Sample((place, more) => IsRefused(valid.Insert(place, more.ToString()), "ES256"), iter: 500);
    }

    [Fact]
    public void No_member_can_be_removed_changed_added_or_doubled_under_the_old_signature()
    {
        var original = Valid.WithHeader("kid", Quote(Key("ES256").Name));
        var signature = original.Write().Split('.')[2];
        var names = Gen.OneOf([.. original.Header.Concat(original.Payload).Select(member => member.Name), "crit", "jwk", "scope"]);

        Gen.Select(Gen.Bool, names, Gen.OneOf(Values), Gen.Int[0, 2])
            .Select((inHeader, name, value, change) =>
            {
                var members = inHeader ? original.Header : original.Payload;
                IReadOnlyList<Member> changed = change switch
                {
                    0 => [.. members.Where(member => member.Name != name)],
                    1 => [.. members.Where(member => member.Name != name), new(name, value)],
                    _ => [.. members, new(name, value)],
                };
                return inHeader ? (Header: changed, original.Payload) : (original.Header, Payload: changed);
            })
            .Where(changed => Json(changed.Header) != Json(original.Header) || Json(changed.Payload) != Json(original.Payload))
            .Sample(changed => IsRefused($"{Encode(Json(changed.Header))}.{Encode(Json(changed.Payload))}.{signature}", "ES256"), iter: 500);
    }

    [Fact]
    public void No_doubled_member_is_accepted_even_when_it_is_signed()
    {
        var members = Valid.Header.Concat(Valid.Payload).ToList();

        Gen.Select(Gen.Int[0, members.Count - 1], Gen.OneOf(Values), Gen.Bool, Gen.Bool).Sample(
            (index, value, same, first) =>
            {
                var twin = same ? members[index] : members[index] with { Json = value };
                IReadOnlyList<Member> Doubled(IReadOnlyList<Member> part) => first ? [twin, .. part] : [.. part, twin];
                var assertion = index < Valid.Header.Count
                    ? Valid with { Header = Doubled(Valid.Header) }
                    : Valid with { Payload = Doubled(Valid.Payload) };
                return IsRefused(assertion.Write(), "ES256");
            },
            iter: 300);
    }

    [Fact]
    public void Whatever_text_comes_the_answer_is_a_refusal_and_never_an_exception()
    {
        var json = Gen.Select(Gen.OneOf(Values), Gen.OneOf(Values), Gen.OneOf("alg", "kid", "typ", "exp", "aud", "sub"))
            .Select((one, other, name) => $"{{\"{name}\":{one},\"alg\":\"ES256\",\"a\":[{other}]}}");

        Gen.OneOf(Gen.String, Gen.String[Gen.Char[Base64UrlAlphabet + "..."], 0, 200], Gen.Select(json, json, (one, other) => Sign(one, other)))
            .Sample(text => IsRefused(text, "ES256"), iter: 1000);
    }

    private static bool IsRefused(string text, string algorithm) => Judge(text, Lenient, Key(algorithm)).Error is not null;
}
