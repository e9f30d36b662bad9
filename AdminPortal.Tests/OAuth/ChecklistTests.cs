using System.Globalization;
using System.Reflection;

namespace AdminPortal.Tests.OAuth;

public sealed class ChecklistTests
{
    private const int RowsOfRfc6749 = 27;

    [Fact]
    public void Every_row_of_the_checklist_has_a_test_that_carries_its_number()
    {
        string[] others =
        [
            "C6_8414_01", "C6_8414_02", "C6_8414_03", "C6_8414_04", "C6_8707_01", "C6_8707_02", "C6_8707_03", "C6_8707_04",
            "C6_9068_01", "C6_9068_02", "C6_9068_03", "C6_9068_04", "C4_JOSE_01", "C4_JOSE_02", "C7_9700_02", "C7_FAPI_04", "C7_FAPI_06", "C9_B_14", "C9_B_16",
        ];
        // C3 whole. Of C6, certificates (RFC 8705) and proof of possession (RFC 9449) are not offered, so their rows have nothing to hold.
        string[] aboutTokens = [.. Rows("C3_7009", 8), .. Rows("C3_7662", 6), "C5_7523_12"];
        var rows = Rows("C1_6749", RowsOfRfc6749).Concat(others).Concat(aboutTokens);
        var tests = typeof(ChecklistTests).Assembly.GetTypes()
            .SelectMany(type => type.GetMethods())
            .Where(method => method.GetCustomAttributes<FactAttribute>().Any())
            .Select(method => method.Name)
            .ToList();

        Assert.All(rows, row => Assert.Contains(tests, test => test.StartsWith(row + "_", StringComparison.Ordinal)));
    }

    private static IEnumerable<string> Rows(string rfc, int count) =>
        Enumerable.Range(1, count).Select(row => string.Create(CultureInfo.InvariantCulture, $"{rfc}_{row:00}"));
}
