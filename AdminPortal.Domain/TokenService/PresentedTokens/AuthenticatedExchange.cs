using System.Data.Common;
using AdminPortal.Domain.TokenService.Assertions;
using AdminPortal.Domain.TokenService.Authentication;
using AdminPortal.Domain.TokenService.Journal;
using AdminPortal.Domain.TokenService.Requests;

namespace AdminPortal.Domain.TokenService.PresentedTokens;

// This room owns what clients may do with a token that somebody presents: ask whether it lives (RFC 7662), end its life (RFC 7009). It
// protects the tokens of others: whoever is not entitled to one hears exactly what they would hear if it did not exist. It must never
// believe a token before its signature is verified, nor hold one.

/// <summary>
/// The steps that such requests share: read, authenticate as at the token endpoint, answer. An assertion is used up before the answer: one
/// that comes again must do nothing again.
/// </summary>
public sealed class AuthenticatedExchange(
    ClientAuthenticator authenticator, AssertionReplay replay, ClientDirectory directory, LastUsedMarks lastUsed)
{
    private const int Attempts = 3;

    private static readonly TimeSpan StorePause = TimeSpan.FromSeconds(5);

    internal async Task<TokenStep<T>> RunAsync<T>(
        PresentedRequest presented, Func<ClientSnapshot, PresentedToken, Task<TokenStep<T>>> answer, CancellationToken cancellation)
        where T : class
    {
        var request = RequestAboutToken.Parse(presented);
        if (request.Error is { } malformed)
        {
            return malformed;
        }

        var answered = await AnswerAsync(request.Value, presented.SourceAddress, answer, cancellation);
        return answered.Error is { } refusal ? Describe(refusal, request.Value) : answered;
    }

    private async Task<TokenStep<T>> AnswerAsync<T>(
        RequestAboutToken request, string? source, Func<ClientSnapshot, PresentedToken, Task<TokenStep<T>>> answer, CancellationToken cancellation)
        where T : class
    {
        try
        {
            for (var attempt = 1; attempt <= Attempts; attempt++)
            {
                if (await TryAnswerAsync(request, source, answer, cancellation) is { } answered)
                {
                    return answered;
                }
            }

            return new TokenError(TokenErrorCode.StoreUnavailable, "the client is being changed again and again") { RetryAfter = StorePause };
        }
        catch (Exception fault) when ((fault as DbException ?? fault.InnerException as DbException) is { } trouble)
        {
            var reason = $"the store does not answer: {trouble.Message}";
            return new TokenError(TokenErrorCode.StoreUnavailable, reason) { RetryAfter = StorePause };
        }
    }

    // Null when the client was changed since the copy by which it was let in.
    private async Task<TokenStep<T>?> TryAnswerAsync<T>(
        RequestAboutToken request, string? source, Func<ClientSnapshot, PresentedToken, Task<TokenStep<T>>> answer, CancellationToken cancellation)
        where T : class
    {
        var authenticated = await authenticator.AuthenticateAsync(request.Credentials, source, cancellation);
        if (authenticated.Error is { } stranger)
        {
            return stranger;
        }

        var client = authenticated.Value.Client;
        switch (await replay.UseAsync(authenticated.Value, cancellation))
        {
            case JournalOutcome.Recorded:
                var answered = await answer(client, request.Token);
                lastUsed.Note(authenticated.Value, source);
                return answered;
            case JournalOutcome.AssertionUsed:
                return new TokenError(TokenErrorCode.InvalidClient, "the assertion was used before (jti)") { ClientId = client.Id.Value };
            default:
                directory.Forget(client);
                return null;
        }
    }

    private static TokenError Describe(TokenError refusal, RequestAboutToken request) =>
        refusal with { ClientId = refusal.ClientId ?? request.Credentials.PresentedClientId, Method = request.Method };
}
