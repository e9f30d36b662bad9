using AdminPortal.Domain;
using AdminPortal.Domain.ApiClients;
using AdminPortal.Domain.ApiClients.Rules;
using AdminPortal.Shell.Fields;
using AdminPortal.Shell.Tabs;

namespace AdminPortal.ApiClients.Editing;

/// <summary>
/// What is wrong with the form, and when to say so: nothing while a field is typed for the first time, a field when it is left non-empty
/// and wrong, everything on submit. A fault disappears with the keystroke that corrects it; a new one waits until the field is left.
/// </summary>
public sealed class FormFaults(ApiClientDetailsValidator validator)
{
    private static readonly Dictionary<FieldKey, string> Elements = new()
    {
        [ApiClientFields.Name] = FieldWiring.IdFor("Name"),
        [ApiClientFields.Description] = FieldWiring.IdFor("Description"),
        [ApiClientFields.AccessTokenLifetime] = FieldWiring.IdFor("Access Token Lifetime"),
        [ApiClientFields.JwksUri] = FieldWiring.IdFor("Client JWKs URL"),
        [ApiClientFields.Roles] = FieldWiring.IdFor("Search services and roles"),
    };

    private IReadOnlyList<PortalError> _errors = [];

    /// <summary>How many submits have failed.</summary>
    public int Attempt { get; private set; }

    public IReadOnlyList<FieldFault> Summary => [.. _errors.Select(error => new FieldFault(ElementOf(error.Field), error.Message))];

    public string? Of(FieldKey field) => _errors.FirstOrDefault(error => error.Field == field)?.Message;

    public int CountOn(string tab) => _errors.Count(error => TabOf(error.Field) == tab);

    public void Submit(IReadOnlyList<PortalError> errors)
    {
        _errors = errors;
        if (errors.Count > 0)
        {
            Attempt++;
        }
    }

    public void Leave(FieldKey field, string? text, ApiClientDetails details)
    {
        if (Attempt > 0 || !string.IsNullOrWhiteSpace(text))
        {
            Recheck(field, details);
        }
    }

    /// <summary>A fault that only the store could detect.</summary>
    public void Add(PortalError error) => _errors = [.. _errors.Where(other => other.Field != error.Field), error];

    public void Change(FieldKey field, ApiClientDetails details)
    {
        if (Of(field) is not null)
        {
            Recheck(field, details);
        }
    }

    public static string TabOf(FieldKey? field) => field == ApiClientFields.Roles ? EditTabs.Resources : EditTabs.Client;

    private void Recheck(FieldKey field, ApiClientDetails details) => _errors =
        [.. _errors.Where(error => error.Field != field), .. validator.Read(details).Errors.Where(error => error.Field == field)];

    private static string ElementOf(FieldKey? field) => field is not null && Elements.TryGetValue(field, out var id) ? id : "main";
}

/// <summary>The tab keys used in the address.</summary>
public static class EditTabs
{
    public const string Client = "client";
    public const string Resources = "resources";
    public const string Tokens = "tokens";
    public const string Activity = "activity";

    public static TabItem TokensTab { get; } = new(Tokens, "Tokens");

    public static TabItem ActivityTab { get; } = new(Activity, "Activity");

    /// <summary>The tab that an address names, or the first; a client that is not saved yet has neither tokens nor activity.</summary>
    public static string Named(string? tab, bool isSaved, bool showsTokens) => tab switch
    {
        Resources => Resources,
        Tokens when isSaved && showsTokens => Tokens,
        Activity when isSaved => Activity,
        _ => Client,
    };
}
