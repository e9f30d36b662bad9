using System.Data.Common;
using System.Diagnostics;
using System.Runtime.CompilerServices;
using AdminPortal.Domain.TokenService.Authentication;
using AdminPortal.Domain.TokenService.Journal;
using AdminPortal.Domain.TokenService.Rules;
using AdminPortal.Domain.TokenService.Rules.Authentication;
using AdminPortal.Domain.TokenService.Rules.Requests;

namespace AdminPortal.Domain.TokenService;

/// <summary>What an endpoint made of an authenticated request: a refusal, or an answer that counts once what it rests on is on record.</summary>
internal readonly record struct Answered<T>(TokenStep<T> Answer, JournalOutcome Outcome)
    where T : class
{
    // What is refused needs no record.
    public static implicit operator Answered<T>(TokenError refusal) => new(refusal, JournalOutcome.Recorded);
}

/// <summary>
/// What all endpoints that clients post to do alike: verify what the client presents by the method it presents it in (RFC 6749 section 2.3),
/// let the endpoint answer, and begin again where the client, or what else the answer rests on, was changed between being read and the
/// record. Here a refusal is told whose it is.
/// </summary>
public sealed class AuthenticatedExchange(
    SecretAuthenticator secrets, AssertionAuthenticator assertions, ClientDirectory directory, LastUsedMarks lastUsed)
{
    private const int Attempts = 3;

    private static readonly TimeSpan StorePause = TimeSpan.FromSeconds(5);

    /// <summary>The state goes with the request through to the answer: a delegate that held it would be made anew for each token.</summary>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    internal async ValueTask<TokenStep<T>> RunAsync<TState, T>(
        ClientRequest request, TState state, Func<AuthenticatedClient, TState, ValueTask<Answered<T>>> answer, CancellationToken cancellation)
        where T : class
    {
        try
        {
            for (var attempt = 1; attempt <= Attempts; attempt++)
            {
                if (await TryAsync(request, state, answer, cancellation) is { } answered)
                {
                    return answered.Error is { } refusal ? request.Describe(refusal) : answered;
                }
            }

            return Unavailable(request, "the client, the catalogue or the signing key keeps changing");
        }
        catch (Exception fault) when ((fault as DbException ?? fault.InnerException as DbException) is { } trouble)
        {
            return Unavailable(request, $"the store does not answer: {trouble.Message}");
        }
    }

    // Null when what was decided does not hold any more.
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<TokenStep<T>?> TryAsync<TState, T>(
        ClientRequest request, TState state, Func<AuthenticatedClient, TState, ValueTask<Answered<T>>> answer, CancellationToken cancellation)
        where T : class
    {
        var authenticated = await AuthenticateAsync(request, cancellation);
        if (authenticated.Error is { } stranger)
        {
            return stranger;
        }

        var client = authenticated.Value.Client;
        var answered = await answer(authenticated.Value, state);
        if (answered.Answer.Error is { } beyond)
        {
            return beyond with { ClientId = client.Id.Value, IsProved = true };
        }

        switch (answered.Outcome)
        {
            case JournalOutcome.Recorded:
                // Not before: a replayed assertion does not count as a use by the client.
                lastUsed.Note(authenticated.Value, request.SourceAddress);
                return answered.Answer;
            case JournalOutcome.AssertionUsed:
                return new TokenError(TokenErrorCode.InvalidClient, "the assertion was used before (jti)") { ClientId = client.Id.Value };
            case JournalOutcome.KeyWithdrawn:
                return null;
            default:
                directory.Forget(client);
                return null;
        }
    }

    private ValueTask<TokenStep<AuthenticatedClient>> AuthenticateAsync(ClientRequest request, CancellationToken cancellation) =>
        request.Credentials switch
        {
            ClientCredentials.BySecret secret => secrets.AuthenticateAsync(secret, cancellation),
            ClientCredentials.ByAssertion assertion => assertions.AuthenticateAsync(assertion, request.SourceAddress, cancellation),
            _ => throw new UnreachableException(),
        };

    private static TokenError Unavailable(ClientRequest request, string reason) =>
        request.Describe(new TokenError(TokenErrorCode.StoreUnavailable, reason) { RetryAfter = StorePause });
}
