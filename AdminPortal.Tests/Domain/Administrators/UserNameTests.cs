using AdminPortal.Domain.Administrators.Rules;

namespace AdminPortal.Tests.Domain.Administrators;

public sealed class UserNameTests
{
    [Theory]
    [InlineData("ann", "ann")]
    [InlineData("  alice  ", "alice")]
    [InlineData("Zoë van Dijk", "Zoë van Dijk")]
    [InlineData("ops@example.com", "ops@example.com")]
    [InlineData("管理者", "管理者")]
    public void A_user_name_is_3_to_64_printable_characters(string typed, string name) =>
        Assert.Equal(name, UserName.Create(typed).Value.Value);

    [Theory]
    [InlineData(null, "user_name.missing")]
    [InlineData("   ", "user_name.missing")]
    [InlineData("al", "user_name.length")]
    [InlineData("alice\n", null)]
    [InlineData("ali\nce", "user_name.malformed")]
    [InlineData("ali\u200bce", "user_name.malformed")]
    [InlineData("ali\u202ece", "user_name.malformed")]
    [InlineData("ali\ud800ce", "user_name.malformed")]
    public void Anything_else_is_refused_by_name(string? typed, string? code) =>
        Assert.Equal(code, UserName.Create(typed).Errors.Select(error => error.Code).SingleOrDefault());

    [Theory]
    [InlineData(64, null)]
    [InlineData(65, "user_name.length")]
    public void The_longest_has_64_characters(int length, string? code) =>
        Assert.Equal(code, UserName.Create(new string('x', length)).Errors.Select(error => error.Code).SingleOrDefault());

    [Theory]
    [InlineData("alice", "ALICE")]
    [InlineData("alice", " Alice ")]
    [InlineData("alice", "\uff41lice")]
    public void Case_and_compatibility_form_make_no_other_name(string one, string other) =>
        Assert.Equal(UserName.KeyOf(one), UserName.KeyOf(other));
}
