using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace AdminPortal.Tests.Browser;

/// <summary>A person without a mouse: moves by Tab and arrows, presses keys, and types into what has the focus.</summary>
internal sealed class Keyboard(Visitor visitor)
{
    private const int MostSteps = 150;

    /// <summary>Steps forward until the thing has the focus; what Tab never reaches is a defect.</summary>
    public async Task ReachAsync(ILocator target)
    {
        await target.WaitForAsync();
        for (var step = 0; step < MostSteps; step++)
        {
            if (await HasFocusAsync(target))
            {
                return;
            }

            await visitor.Page.Keyboard.PressAsync("Tab");
        }

        Assert.Fail($"Tab does not reach {target}");
    }

    public async Task PressAsync(ILocator target, string key = "Enter")
    {
        await ReachAsync(target);
        await visitor.Page.Keyboard.PressAsync(key);
    }

    public async Task TypeAsync(ILocator target, string text)
    {
        await ReachAsync(target);
        await visitor.Page.Keyboard.PressAsync("Control+A");
        await visitor.Page.Keyboard.TypeAsync(text);
        await Expect(target).ToHaveValueAsync(text);
    }

    /// <summary>A key for whatever has the focus.</summary>
    public Task PressAsync(string key) => visitor.Page.Keyboard.PressAsync(key);

    private static Task<bool> HasFocusAsync(ILocator target) => target.EvaluateAsync<bool>("element => element === document.activeElement");
}
