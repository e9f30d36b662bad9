namespace AdminPortal.Domain.TokenService.Rules.Assertions;

/// <summary>
/// What a refusal says about a client's keys: those found for the assertion, and the key IDs of all that are known.
/// <paramref name="WhenNone"/> is the sentence for a client without any.
/// </summary>
public sealed record RegisteredKeys(IReadOnlyList<AssertionKey> Keys, IReadOnlyList<string> Names, string WhenNone)
{
    /// <summary>All the keys there are.</summary>
    public static RegisteredKeys Of(IReadOnlyList<AssertionKey> keys) =>
        new(keys, [.. keys.Select(key => key.Name)], "no key is registered");

    /// <summary>Why none of them verified the assertion.</summary>
    internal string WhyNone(ClientAssertion assertion, DateTimeOffset now)
    {
        var named = AssertionKey.Chosen(Keys, assertion);
        var suitable = named.Where(key => key.Suits(assertion.Algorithm)).ToList();
        var valid = suitable.Where(key => key.IsValidAt(now)).ToList();
        return (Names.Count, named.Count, suitable.Count, valid.Count) switch
        {
            (0, _, _, _) => WhenNone,
            (_, 0, _, _) => $"kid {AssertionRefusal.Quote(assertion.KeyId)} is not known; the client has {Quote(Names)}",
            (_, _, 0, _) => $"alg {assertion.Algorithm} does not fit {AssertionRefusal.List(named.Select(Describe))}{UnknownName(assertion)}",
            (_, _, _, 0) when suitable[0] is { Validity: { } validity } ended =>
                $"the certificate of {AssertionRefusal.Quote(ended.Name)} is valid from {UtcText.Of(validity.From)} to {UtcText.Of(validity.Until)} only",
            _ => $"the signature is not by {Quote(valid.Select(key => key.Name))}{UnknownName(assertion)}",
        };
    }

    // Not the reason for the refusal, but often a hint at it: the key that signed is not registered.
    private string UnknownName(ClientAssertion assertion) => assertion.KeyId is { } keyId && AssertionKey.Named(Keys, assertion).Count == 0
        ? $"; kid {AssertionRefusal.Quote(keyId)} names none of them"
        : "";

    private static string Quote(IEnumerable<string> names) => AssertionRefusal.List(names.Select(AssertionRefusal.Quote));

    private static string Describe(AssertionKey key) =>
        $"{AssertionRefusal.Quote(key.Name)} ({key.Key.Kind}{(key.Algorithm is { } declared ? $", for {AssertionRefusal.Quote(declared)} only" : "")})";
}
