using System.Globalization;
using AdminPortal.Domain.AccessTokens.Rules;
using AdminPortal.Domain.Permissions.Rules;
using AdminPortal.Shell.Navigation;
using AdminPortal.Tokens.Listing;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;

namespace AdminPortal.AllTokens;

// This room owns the page of all tokens. It protects its address: whoever is sent it sees the same. It must never show what the pieces that
// it is made of, which the pages of clients and keys use too, would not show there.

/// <summary>The page of all tokens. Its state is its address, so every change of the view is a change of the address.</summary>
public sealed partial class TokenList(TokenRetention retention) : IDisposable
{
    private TokenQuery query = new();
    private TokenColumns columns;

    /// <summary>What the person may do: it decides what is shown; the gate decides what is done.</summary>
    [Parameter, EditorRequired]
    public AdministratorPermissions Held { get; set; } = AdministratorPermissions.Nothing;

    private string Explanation => string.Create(
        CultureInfo.InvariantCulture,
        $"{SiteMap.Tokens.Summary} Records are kept for at least {retention.Days} {(retention.Days == 1 ? "day" : "days")} after a token has expired.");

    public void Dispose() => Navigation.LocationChanged -= Follow;

    protected override void OnInitialized()
    {
        Navigation.LocationChanged += Follow;
        Read(new Uri(Navigation.Uri));
    }

    private void Follow(object? sender, LocationChangedEventArgs args)
    {
        var address = new Uri(args.Location);
        if (SiteMap.At(address.AbsolutePath) == SiteMap.Tokens)
        {
            _ = InvokeAsync(() =>
            {
                Read(address);
                StateHasChanged();
            });
        }
    }

    private void Read(Uri address) => (query, columns) = (TokenListAddress.Read(address), TokenListAddress.ReadColumns(address));

    private void Show(TokenColumns wanted)
    {
        // At once, because the next box may be ticked before the address has changed.
        columns = wanted;
        Navigation.NavigateTo(TokenListAddress.Write(query, columns), replace: true);
    }

    private void Reset()
    {
        columns = TokenColumns.None;
        Refine(new TokenQuery());
    }

    /// <summary>Another search, filter or page size starts at the first page and replaces the history entry.</summary>
    private void Refine(TokenQuery refined) =>
        Navigation.NavigateTo(TokenListAddress.Write(refined with { Before = null, After = null }, columns), replace: true);

    private void Turn(TokenQuery turned) => Navigation.NavigateTo(TokenListAddress.Write(turned, columns));
}
