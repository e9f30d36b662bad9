using System.Runtime.CompilerServices;
using AdminPortal.Domain.TokenService.Rules;
using AdminPortal.Domain.TokenService.Rules.Requests;
using AdminPortal.Hosting;
using AdminPortal.Hosting.Bodies;

namespace AdminPortal.OAuth;

/// <summary>What all endpoints with a posted form have in common: POST only, a body up to a limit, one response or one refusal.</summary>
internal sealed partial class PostedForm(TokenErrorResponse errors, ILogger<PostedForm> logger)
{
    private static readonly TimeSpan MemoryPause = TimeSpan.FromSeconds(5);

    public async Task AnswerAsync<T>(
        HttpContext context,
        Func<PresentedRequest, CancellationToken, Task<TokenStep<T>>> execute,
        Func<HttpContext, T, Task> write)
        where T : class
    {
        if (!HttpMethods.IsPost(context.Request.Method))
        {
            await errors.WriteMethodNotAllowedAsync(context);
            return;
        }

        try
        {
            var answer = await ExecuteAsync(context, execute);
            await (answer.Error is { } error ? errors.WriteAsync(context, error) : write(context, answer.Value));
        }
        catch (OperationCanceledException fault) when (fault is CallerGoneException || context.RequestAborted.IsCancellationRequested)
        {
            // There is nobody to answer.
        }
        catch (OutOfMemoryException) when (!context.Response.HasStarted)
        {
            await errors.WriteAsync(context, new TokenError(TokenErrorCode.StoreUnavailable, "the process is short of memory") { RetryAfter = MemoryPause });
        }
        catch (Exception fault) when (!context.Response.HasStarted)
        {
            RequestFailed(logger, fault);
            await errors.WriteAsync(context, new TokenError(TokenErrorCode.ServerError, $"unexpected {fault.GetType().Name}"));
        }
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private static async ValueTask<TokenStep<T>> ExecuteAsync<T>(
        HttpContext context, Func<PresentedRequest, CancellationToken, Task<TokenStep<T>>> execute)
        where T : class
    {
        try
        {
            return await RequestBody.ReadAsync(context) is { } body ? await execute(Present(context, body), context.RequestAborted) : TooLarge;
        }
        catch (BadHttpRequestException fault)
        {
            return fault.StatusCode == StatusCodes.Status413PayloadTooLarge
                ? TooLarge
                : new TokenError(TokenErrorCode.InvalidRequest, "The body is not well-formed HTTP.");
        }
    }

    private static TokenError TooLarge => new(TokenErrorCode.RequestTooLarge, $"the body is longer than {RequestBody.MaxBytes} bytes");

    private static PresentedRequest Present(HttpContext context, byte[] body) => new()
    {
        ContentType = context.Request.ContentType,
        Authorization = context.Request.Headers.Authorization is { Count: > 0 } headers ? [.. headers.OfType<string>()] : [],
        Body = body,
        HasCredentialsInQuery = context.Request.QueryString.HasValue
            && PresentedRequest.CredentialParameters.Any(context.Request.Query.ContainsKey),
        SourceAddress = context.SourceAddress(),
    };

    [LoggerMessage(20, LogLevel.Error, "A client request failed")]
    private static partial void RequestFailed(ILogger logger, Exception fault);
}
