using AdminPortal.Domain.SigningKeys.Rules;
using FluentValidation;

namespace AdminPortal.Hosting.Settings;

/// <summary>What must hold for each setting beyond its type. Relative paths are resolved before it is asked.</summary>
internal sealed class PortalOptionsValidator : AbstractValidator<PortalOptions>
{
    private const string ReadableFile = "must name a file that exists";
    private const string Range = "must be from {From} to {To}";

    public PortalOptionsValidator()
    {
        RuleFor(o => o.Issuer).Must(Addresses.IsOrigin).WithMessage(
            "must be an origin such as https://portal.example, without a path or a closing slash, in lower case, "
            + "and with a port only if it is not the scheme's default");
        RuleFor(o => o.ManagementUrl).Must(Addresses.IsListeningAddress)
            .WithMessage("must be a listening address such as http://localhost:5081, with a port and without a path");
        CheckSetup();
        RuleFor(o => o.Catalogue.File).Must(IsFileOrNone).WithMessage(ReadableFile);
        RuleFor(o => o.Throttling.FailuresPerMinute).InclusiveBetween(1, 10_000).WithMessage(Range);
        RuleFor(o => o.Assertions.MaxLifetimeMinutes).InclusiveBetween(1, 1440).WithMessage(Range);
        RuleFor(o => o.Tokens.RetentionDays).InclusiveBetween(1, 3650).WithMessage(Range);
        RuleFor(o => o.Tokens.SigningAlgorithm).Must(name => SigningAlgorithms.All.Contains(name)).WithMessage("must be RS256, PS256 or ES256");
        RuleFor(o => o.Audit.RetentionDays).InclusiveBetween(1, 3650).WithMessage(Range);
        CheckProtection();
        RuleForEach(o => o.TrustedProxies).Must(entry => Addresses.TryParseNetwork(entry, out _))
            .WithMessage("must be an address or a network, such as 10.0.0.5 or 10.0.0.0/8");
        RuleForEach(o => o.Assertions.AdditionalAudiences).Must(entry => !string.IsNullOrWhiteSpace(entry)).WithMessage("must not be blank");
        RuleForEach(o => o.JwksFetch.AllowedHosts).Must(Addresses.IsHost).WithMessage("must be a host or host:port, such as keys.internal:8443");
    }

    /// <summary>One line per fault, which begins with the key to correct.</summary>
    public IEnumerable<string> Faults(PortalOptions options) => Validate(options).Errors.Select(fault => $"{KeyOf(fault.PropertyName)} {fault.ErrorMessage}");

    private void CheckSetup()
    {
        RuleFor(o => o.Setup.UserName).Must(name => name is null || !string.IsNullOrWhiteSpace(name)).WithMessage("must not be blank");
        RuleFor(o => o.Setup.UserName).NotNull().When(o => o.Setup.Password is not null || o.Setup.PasswordFile is not null)
            .WithMessage("must be set when Portal:Setup:Password (or PasswordFile) is");
        RuleFor(o => o.Setup.Password).NotNull().When(o => o.Setup.UserName is not null && o.Setup.PasswordFile is null)
            .WithMessage("(or Portal:Setup:PasswordFile) must be set when Portal:Setup:UserName is");
        RuleFor(o => o.Setup.PasswordFile).Null().When(o => o.Setup.Password is not null)
            .WithMessage("must not be set together with Portal:Setup:Password: keep one of the two");
        RuleFor(o => o.Setup.PasswordFile).Must(IsFileOrNone).WithMessage(ReadableFile);
        RuleFor(o => o.Setup.Catalogue).Must(name => name is SetupOptions.SampleCatalogue or SetupOptions.NoCatalogue).WithMessage("must be sample or none");
    }

    private void CheckProtection()
    {
        RuleFor(o => o.Protection.CertificateFile).Must(IsFileOrNone).WithMessage(ReadableFile);
        RuleFor(o => o.Protection.CertificateFile).NotNull().When(o => o.Protection.CertificatePasswordFile is not null)
            .WithMessage("must be set when Portal:Protection:CertificatePasswordFile is");
        RuleFor(o => o.Protection.CertificatePasswordFile).Must(IsFileOrNone).WithMessage(ReadableFile);
    }

    private static bool IsFileOrNone(string? path) => path is null || File.Exists(path);

    // "Assertions.AdditionalAudiences[1]" is Portal:Assertions:AdditionalAudiences:1.
    private static string KeyOf(string property) =>
        $"{PortalOptions.Section}:{property.Replace('.', ':').Replace("[", ":", StringComparison.Ordinal).TrimEnd(']')}";
}
