using AdminPortal.Shell.Fields;
using Bunit;

namespace AdminPortal.Tests.Shell;

public sealed class FieldTests : ShellTest
{
    [Fact]
    public void The_label_names_the_control_and_the_word_optional_is_no_part_of_the_name()
    {
        var field = Render<TextField>(p => p.Add(f => f.Label, "Description").Add(f => f.Optional, true));

        Assert.Equal("Description", field.Find("label").TextContent);
        Assert.Equal(field.Find("input").Id, field.Find("label").GetAttribute("for"));
        Assert.Null(field.Find("input").GetAttribute("aria-required"));
        Assert.Contains("(optional)", field.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void The_hint_stays_when_an_error_appears_and_both_describe_the_control()
    {
        var field = Render<TextField>(p => p.Add(f => f.Label, "Name").Add(f => f.Hint, "Up to 64 characters").Add(f => f.Error, "Enter a name"));

        var control = field.Find("input");
        var described = control.GetAttribute("aria-describedby")!.Split(' ').Select(id => field.Find($"#{id}").TextContent.Trim());
        Assert.Equal(["Up to 64 characters", "Enter a name"], described);
        Assert.Equal("true", control.GetAttribute("aria-invalid"));
    }

    [Fact]
    public void A_field_that_is_fine_carries_no_mark_of_an_error()
    {
        var control = Render<TextField>(p => p.Add(f => f.Label, "Name")).Find("input");
        Assert.Null(control.GetAttribute("aria-invalid"));
        Assert.Null(control.GetAttribute("aria-describedby"));
    }

    [Fact]
    public void What_is_typed_is_reported()
    {
        string? value = null;
        var field = Render<TextField>(p => p.Add(f => f.Label, "Name").Add(f => f.ValueChanged, typed => value = typed));
        field.Find("input").Change("Billing sync");
        Assert.Equal("Billing sync", value);
    }

    [Fact]
    public void What_an_input_event_alone_has_brought_is_reported()
    {
        var reported = new List<object?>();
        Render<TextField>(p => p.Add(f => f.Label, "Name").Add(f => f.ValueChanged, reported.Add)).Find("input").Input("dictated");
        Render<TextField>(p => p.Add(f => f.Label, "Description").Add(f => f.Lines, 3).Add(f => f.ValueChanged, reported.Add))
            .Find("textarea").Input("filled in");
        Render<NumberField>(p => p.Add(f => f.Label, "Lifetime").Add(f => f.Value, "60").Add(f => f.ValueChanged, reported.Add)).Find("input").Input("15");
        Render<SelectField>(p => p.Add(f => f.Label, "Status").AddChildContent("<option>Active</option>").Add(f => f.ValueChanged, reported.Add))
            .Find("select").Input("Active");
        Render<SwitchField>(p => p.Add(f => f.Label, "Status").Add(f => f.ValueChanged, isOn => reported.Add(isOn))).Find("input").Input(true);
        Render<CheckField>(p => p.Add(f => f.Label, "Stored").Add(f => f.ValueChanged, isOn => reported.Add(isOn))).Find("input").Input(true);

        Assert.Equal(["dictated", "filled in", "15", "Active", true, true], reported);
    }

    [Fact]
    public void What_both_events_tell_is_reported_once()
    {
        var reported = new List<string?>();
        var field = Render<TextField>(p => p.Add(f => f.Label, "Client JWKs URL").Add(f => f.ValueChanged, reported.Add));

        field.Find("input").Input("https://keys.example");
        field.Find("input").Change("https://keys.example");

        Assert.Equal(["https://keys.example"], reported);
    }

    [Theory]
    [InlineData("60")]
    [InlineData("-5")]
    [InlineData("1.5")]
    [InlineData("")]
    public void A_number_is_handed_on_as_typed_for_the_rule_to_judge(string typed)
    {
        string? value = "480";
        var field = Render<NumberField>(
            p => p.Add(f => f.Label, "Access Token Lifetime").Add(f => f.Value, "480").Add(f => f.ValueChanged, number => value = number));
        field.Find("input[type=number]").Change(typed);

        Assert.Equal(typed, value);
    }

    [Fact]
    public void A_switch_says_what_it_is_now()
    {
        var field = Render<SwitchField>(p => p.Add(f => f.Label, "Status").Add(f => f.On, "Active").Add(f => f.Off, "Inactive"));
        Assert.Contains("Inactive", field.Markup, StringComparison.Ordinal);
        Assert.NotNull(field.Find("input[role=switch]"));
    }

    [Fact]
    public void The_error_summary_takes_focus_once_per_failed_submit_and_each_line_leads_to_its_field()
    {
        var focus = JSInterop.SetupModule("./js/focus.js");
        focus.Mode = JSRuntimeMode.Loose;
        FieldFault[] faults = [new("field-name", "Enter a name"), new("field-description", "Shorten the description")];
        FieldFault? followed = null;
        var summary = Render<ErrorSummary>(p => p.Add(s => s.Faults, faults).Add(s => s.Attempt, 1).Add(s => s.OnFollow, fault => followed = fault));
        summary.Render(p => p.Add(s => s.Faults, faults[1..]));

        Assert.Equal("There is a problem", summary.Find("h2").TextContent);
        Assert.Equal("error-summary", Assert.Single(focus.Invocations["byId"]).Arguments[0]);

        summary.Find("button").Click();
        Assert.Equal(faults[1], followed);
        Assert.Equal("field-description", focus.Invocations["byId"][1].Arguments[0]);
    }
}
