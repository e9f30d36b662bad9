using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http.Features;

namespace AdminPortal.Hosting.Bodies;

/// <summary>
/// Bodies of pages and forms, read by the framework, which would treat a read fault as its own or report it as one of the program.
/// Endpoints that read bodies themselves call <see cref="BodyFault"/>.
/// </summary>
internal sealed class PageBodies(RequestDelegate next)
{
    public async Task InvokeAsync(HttpContext context)
    {
        if (context.Features.Get<IHttpRequestBodyDetectionFeature>()?.CanHaveBody is true)
        {
            context.Request.Body = new PageBody(context, context.Request.Body);
        }

        try
        {
            await next(context);
        }
        catch (BadHttpRequestException fault) when (!context.Response.HasStarted)
        {
            context.Response.StatusCode = fault.StatusCode;
        }
        catch (AntiforgeryValidationException) when (!context.Response.HasStarted)
        {
            // The form containing the antiforgery token could not be read.
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
        }
        catch (CallerGoneException)
        {
            // There is nobody to answer.
        }
    }

    private sealed class PageBody(HttpContext context, Stream body) : Stream
    {
        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            try
            {
                return await body.ReadAsync(buffer, cancellationToken);
            }
            catch (Exception fault) when (BodyFault.IsOne(fault))
            {
                throw await BodyFault.ExplainAsync(context, fault);
            }
        }

        public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
            ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

        // Kestrel does not allow synchronous reads.
        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
