using System.Globalization;

namespace AdminPortal.Domain.TokenFailures.Rules;

/// <summary>Why no record is shown. The page shows these sentences verbatim.</summary>
public static class TokenFailureErrors
{
    public const string NotFoundCode = "failure.not_found";

    public static FieldKey ReferenceField { get; } = new("reference");

    public static PortalError NoReference { get; } = new(
        "failure.malformed",
        $"A reference is {FailureReference.Length} letters and digits, such as ABCD2345, without the letters I and O and the digits 0 and 1",
        ReferenceField);

    public static PortalError NotFound(FailureReference reference, FailureBounds bounds, int throttledStrangers) => new(
        NotFoundCode,
        string.Create(
            CultureInfo.InvariantCulture,
            $"No record has the reference {reference}. Records are kept for {bounds.KeptFor.TotalDays:F0} days, and only a limited number per client; ")
        + "requests answered with “Too many failed attempts” are only counted"
        + (throttledStrangers > 0
            ? string.Create(CultureInfo.InvariantCulture, $" ({throttledStrangers:N0} of them named no client of this portal).")
            : "."));
}
