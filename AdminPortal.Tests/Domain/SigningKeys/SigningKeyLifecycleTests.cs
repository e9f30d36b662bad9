using AdminPortal.Domain.SigningKeys.Rules;

namespace AdminPortal.Tests.Domain.SigningKeys;

/// <summary>The life of the keys as a table: how they stand, which algorithm is to sign, and what is due.</summary>
public sealed class SigningKeyLifecycleTests
{
    private const string RS256 = SigningAlgorithms.RS256;
    private const string PS256 = SigningAlgorithms.PS256;
    private const string ES256 = SigningAlgorithms.ES256;

    private static readonly DateTimeOffset Now = new(2027, 6, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    // What a key is made of plays no part here, so one of each kind serves all.
    private static readonly Dictionary<string, GeneratedKey> Pairs =
        SigningAlgorithms.All.ToDictionary(algorithm => algorithm, algorithm => GeneratedKey.Generate(algorithm, bytes => bytes));

    [Theory]
    [InlineData(RS256)]
    [InlineData(PS256)]
    [InlineData(ES256)]
    public void A_store_without_keys_gets_one_for_each_algorithm_and_that_of_the_setting_signs_at_once(string algorithm)
    {
        List<SigningKey> keys = [];

        Assert.Equal(["announce RS256", "announce PS256", "announce ES256", $"start {algorithm}"], Run(keys, algorithm));
        Assert.All(keys, key => Assert.Equal(Now, key.MaySignFrom));
    }

    [Fact]
    public void On_an_ordinary_day_nothing_is_due() => Assert.Empty(Run([.. Waiting(PS256, ES256), Signing(RS256, 40 * Day)], RS256));

    [Fact]
    public void A_successor_is_announced_a_day_before_the_key_at_work_is_90_days_old()
    {
        Assert.Empty(Run([.. Waiting(PS256, ES256), Signing(RS256, (89 * Day) - Minute)], RS256));

        List<SigningKey> keys = [.. Waiting(PS256, ES256), Signing(RS256, 89 * Day)];
        Assert.Equal(["announce RS256"], Run(keys, RS256));
        Assert.Equal(Now + Day, keys[^1].MaySignFrom);
    }

    [Fact]
    public void An_announced_key_starts_when_everybody_has_seen_it_and_the_former_one_retires()
    {
        var successor = Announced(RS256, Day - Minute);
        List<SigningKey> keys = [.. Waiting(PS256, ES256), Signing(RS256, 30 * Day), successor];

        Assert.Empty(Run(keys, RS256));
        Assert.Equal(["start RS256", "retire RS256"], Run(keys, RS256, Now + Minute));
        Assert.Equal(SigningKeyState.Signing, successor.State);
    }

    [Fact]
    public void With_another_setting_the_key_that_waits_for_it_signs_at_once_and_the_former_algorithm_gets_a_new_one()
    {
        List<SigningKey> keys = [.. Waiting(PS256, ES256), Signing(RS256, 30 * Day)];

        Assert.Equal(["start ES256", "retire RS256", "announce RS256"], Run(keys, ES256));
        Assert.Equal(Now + Day, keys[^1].MaySignFrom);
    }

    [Fact]
    public void The_key_of_the_former_algorithm_goes_on_while_that_of_the_new_one_may_not_sign_yet()
    {
        List<SigningKey> keys = [.. Waiting(RS256, PS256), Signing(RS256, 95 * Day), Announced(ES256, Day - Minute)];

        Assert.Empty(Run(keys, ES256));
        Assert.Equal(["start ES256", "retire RS256"], Run(keys, ES256, Now + Minute));
    }

    [Fact]
    public void The_key_of_an_older_store_signs_at_once() =>
        Assert.Equal(["announce PS256", "announce ES256", "start RS256"], Run([OfOlderStore()], RS256));

    [Fact]
    public void The_key_of_an_older_store_signs_until_that_of_another_setting_may()
    {
        List<SigningKey> keys = [OfOlderStore()];

        Assert.Equal(["announce PS256", "announce ES256", "start RS256"], Run(keys, ES256));
        Assert.Equal(["start ES256", "retire RS256", "announce RS256"], Run(keys, ES256, Now + Day));
    }

    [Fact]
    public void When_nothing_can_sign_the_announced_key_starts_at_once() =>
        Assert.Equal(["start RS256"], Run([.. SigningAlgorithms.All.Select(algorithm => Announced(algorithm, Minute))], RS256));

    [Fact]
    public void A_key_that_was_withdrawn_or_has_retired_counts_for_nothing()
    {
        var (revoked, retired) = (Signing(RS256, Day), Signing(RS256, 2 * Day));
        revoked.Revoke(Now);
        retired.Retire(Now);

        Assert.Equal(["announce RS256", "announce PS256", "announce ES256", "start RS256"], Run([revoked, retired], RS256));
    }

    [Fact]
    public void A_key_that_was_announced_by_a_clock_of_the_future_waits_a_day_and_not_a_year()
    {
        var announced = Announced(RS256, -365 * Day);
        List<SigningKey> keys = [.. Waiting(PS256, ES256), Signing(RS256, 89 * Day), announced];

        Assert.Same(announced, Assert.IsType<SigningKeyStep.PutRight>(SigningKeyLifecycle.NextCorrection(keys, Now)).Key);
        announced.PutRight(Now, Now + Day);

        Assert.Null(SigningKeyLifecycle.NextCorrection(keys, Now));
        Assert.Empty(Run(keys, RS256, Now + Day - Minute));
        Assert.Equal(["start RS256", "retire RS256"], Run(keys, RS256, Now + Day));
    }

    [Fact]
    public void A_key_that_began_to_sign_or_retired_by_a_clock_of_the_future_does_so_now()
    {
        var (signing, retired) = (Signing(RS256, -365 * Day), Signing(ES256, 2 * Day));
        retired.Retire(Now + (365 * Day));
        List<SigningKey> keys = [.. Waiting(PS256, ES256), signing, retired];

        Assert.NotNull(SigningKeyLifecycle.NextCorrection(keys, Now));
        signing.PutRight(Now, Now + Day);
        Assert.NotNull(SigningKeyLifecycle.NextCorrection(keys, Now));
        retired.PutRight(Now, Now + Day);

        Assert.Null(SigningKeyLifecycle.NextCorrection(keys, Now));
        Assert.Equal(["announce RS256"], Run(keys, RS256, Now + (89 * Day)));
        Assert.False(retired.IsPublishedAt(Now + TimeSpan.FromHours(25)));
    }

    [Fact]
    public void Keys_whose_times_are_as_this_life_makes_them_are_left_alone()
    {
        var retired = Signing(RS256, 2 * Day);
        retired.Retire(Now);

        Assert.Null(SigningKeyLifecycle.NextCorrection(
            [.. Waiting(PS256, ES256), Signing(RS256, TimeSpan.Zero), Announced(RS256, TimeSpan.Zero), retired], Now));
    }

    [Fact]
    public void A_key_set_that_was_published_by_a_clock_of_the_future_is_no_new_one()
    {
        List<SigningKey> keys = [Signing(RS256, -365 * Day)];

        Assert.Equal(["announce PS256", "announce ES256"], Run(keys, RS256));
        Assert.All(keys.Skip(1), key => Assert.Equal(Now + Day, key.MaySignFrom));
    }

    [Fact]
    public void Of_two_that_sign_the_older_retires()
    {
        var (older, newer) = (Signing(RS256, 2 * Day), Signing(RS256, Day));

        Assert.Equal(["retire RS256"], Run([newer, .. Waiting(PS256, ES256), older], RS256));
        Assert.Equal((SigningKeyState.Retired, SigningKeyState.Signing), (older.State, newer.State));
    }

    [Theory]
    [InlineData(null, ES256)]
    [InlineData(PS256, PS256)]
    public void Without_a_setting_the_present_algorithm_goes_on(string? setting, string expected) =>
        Assert.Equal(expected, SigningKeyLifecycle.AlgorithmOf([.. Waiting(RS256, PS256), Signing(ES256, Day)], setting));

    [Fact]
    public void A_retired_key_is_published_for_25_hours_and_a_withdrawn_one_no_longer()
    {
        var (retired, revoked) = (Signing(RS256, Day), Signing(RS256, Day));
        retired.Retire(Now);
        revoked.Revoke(Now);

        Assert.True(retired.IsPublishedAt(Now + TimeSpan.FromHours(25) - Minute));
        Assert.False(retired.IsPublishedAt(Now + TimeSpan.FromHours(25)));
        Assert.False(revoked.IsPublishedAt(Now));
        Assert.Empty(retired.WrappedPrivateKey);
        Assert.Empty(revoked.WrappedPrivateKey);
    }

    private static List<string> Run(List<SigningKey> keys, string algorithm, DateTimeOffset? at = null)
    {
        var now = at ?? Now;
        List<string> steps = [];
        while (SigningKeyLifecycle.Next(keys, algorithm, now, now) is { } step)
        {
            switch (step)
            {
                case SigningKeyStep.Announce announce:
                    keys.Add(SigningKey.Announce(Pairs[announce.Algorithm], announce.MaySignFrom, now));
                    steps.Add($"announce {announce.Algorithm}");
                    break;
                case SigningKeyStep.Start start:
                    start.Key.Start(now);
                    steps.Add($"start {start.Key.Algorithm}");
                    break;
                case SigningKeyStep.Retire retire:
                    retire.Key.Retire(now);
                    steps.Add($"retire {retire.Key.Algorithm}");
                    break;
            }

            Assert.True(steps.Count < 20, string.Join(", ", steps));
        }

        return steps;
    }

    private static SigningKey Announced(string algorithm, TimeSpan ago) => SigningKey.Announce(Pairs[algorithm], Now - ago + Day, Now - ago);

    private static IEnumerable<SigningKey> Waiting(params string[] algorithms) => algorithms.Select(algorithm => Announced(algorithm, 50 * Day));

    private static SigningKey Signing(string algorithm, TimeSpan since)
    {
        var key = Announced(algorithm, since + Day);
        key.Start(Now - since);
        return key;
    }

    private static SigningKey OfOlderStore() => SigningKey.Announce(Pairs[RS256], DateTimeOffset.UnixEpoch, Now - (40 * Day));
}
