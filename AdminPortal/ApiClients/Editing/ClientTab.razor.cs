using System.Globalization;
using AdminPortal.Account;
using AdminPortal.Domain;
using AdminPortal.Domain.ApiClients;
using AdminPortal.Domain.ApiClients.Rules;
using AdminPortal.Shell.Feedback;
using Microsoft.AspNetCore.Components;

namespace AdminPortal.ApiClients.Editing;

/// <summary>The tab "Client".</summary>
public sealed partial class ClientTab(CheckApiClientName checkName, CurrentActor actors, ServerCalls calls)
{
    private const int CountFrom = 400;
    private const int MinutesPerHour = 60;

    private static readonly string[] Presets = ["5", "15", "60", "480", "1440"];

    [Parameter, EditorRequired]
    public ClientForm Form { get; set; } = new();

    [Parameter, EditorRequired]
    public FormFaults Faults { get; set; } = default!;

    /// <summary>None while the client is being added.</summary>
    [Parameter]
    public ClientId? ClientId { get; set; }

    [Parameter]
    public EventCallback OnChange { get; set; }

    /// <summary>The ways to authenticate, one section each.</summary>
    [Parameter, EditorRequired]
    public RenderFragment? Authentication { get; set; }

    private bool IsSaved => ClientId is not null;

    private int DescriptionLength => (Form.Description ?? "").ReplaceLineEndings("\n").Length;

    private string LifetimeHint =>
        $"From {AccessTokenLifetime.MinMinutes} to {AccessTokenLifetime.MaxMinutes} minutes. A shorter lifetime limits the harm of a leak; "
        + $"a client should cache a token until shortly before it expires.{(IsSaved ? " A change affects new tokens only." : "")}";

    private string Spoken => AccessTokenLifetime.Create(Form.AccessTokenLifetime) is { IsSuccess: true } lifetime ? Describe(lifetime.Value.Minutes) : "";

    private static string Describe(int minutes)
    {
        var parts = new[] { (minutes / MinutesPerHour, "hour"), (minutes % MinutesPerHour, "minute") }
            .Where(part => part.Item1 > 0)
            .Select(part => string.Create(CultureInfo.InvariantCulture, $"{part.Item1} {part.Item2}{(part.Item1 == 1 ? "" : "s")}"));
        return string.Join(' ', parts);
    }

    private Task Set(FieldKey field, Action change)
    {
        change();
        Faults.Change(field, Form.Details);
        return OnChange.InvokeAsync();
    }

    private async Task LeaveNameAsync()
    {
        var name = Form.Name;
        Leave(ApiClientFields.Name, name);
        if (string.IsNullOrWhiteSpace(name) || name == Form.Baseline.Name || Faults.Of(ApiClientFields.Name) is not null)
        {
            return;
        }

        // An early hint only: it is stale as soon as more is typed, and a store that does not answer is reported on save.
        await calls.TryAsync("look for a name", async () =>
        {
            if (await checkName.ExecuteAsync(name, ClientId, await actors.GetAsync(), CancellationToken.None) is { } taken && Form.Name == name)
            {
                Faults.Add(taken);
                await OnChange.InvokeAsync();
            }
        });
    }

    private void Leave(FieldKey field, string? text) => Faults.Leave(field, text, Form.Details);
}
