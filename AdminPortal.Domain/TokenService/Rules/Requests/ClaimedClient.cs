namespace AdminPortal.Domain.TokenService.Rules.Requests;

/// <summary>
/// The client that a request names, in whichever place: <c>client_id</c>, the Basic credentials, or the subject of an assertion. Only a
/// claim: it serves to file a refusal under that client, as unverified.
/// </summary>
internal static class ClaimedClient
{
    /// <param name="basic">The Authorization headers of that scheme; headers of other schemes name no client.</param>
    /// <param name="form">The body.</param>
    public static string? Of(IReadOnlyList<string> basic, FormParameters form) =>
        form[FormParameters.ClientId]
        ?? basic.Select(ClientCredentials.ClientIdOf).FirstOrDefault(clientId => clientId is not null)
        ?? (form[FormParameters.ClientAssertion] is { } assertion ? new PresentedAssertion(assertion).ClaimedSubject : null);
}
