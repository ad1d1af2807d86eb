using Medzdrav.Contracts;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Medzdrav.Gateway;

/// <summary>Gives every failed call of a program a problem's body, and people a plain sentence where even the sign-in can't be checked.</summary>
internal sealed partial class ProblemMiddleware(RequestDelegate next, ILogger<ProblemMiddleware> logger)
{
    public Task InvokeAsync(HttpContext context) => Problems.IsForPrograms(context.Request.Path) ? ForProgramsAsync(context) : ForPeopleAsync(context);

    private async Task ForProgramsAsync(HttpContext context)
    {
        try
        {
            await next(context);
            if (context.Response is { HasStarted: false, StatusCode: >= 400, ContentType: null })
                await AnswerAsync(context, context.Response.StatusCode);
        }
        catch (BadHttpRequestException malformed) when (!context.Response.HasStarted)
        {
            await AnswerAsync(context, malformed.StatusCode);
        }
        catch (Exception) when (context.RequestAborted.IsCancellationRequested && !context.Response.HasStarted)
        {
            // The caller hung up, perhaps in the middle of a file: nobody is there to be answered.
            context.Response.StatusCode = StatusCodes.Status499ClientClosedRequest;
        }
        catch (Exception failure) when (GrainCalls.IsUnavailable(failure) && !context.Response.HasStarted)
        {
            var code = TraceCode.Now();
            LogUnavailable(code, context.TraceIdentifier, failure.GetType().Name);
            await AnswerAsync(context, StatusCodes.Status503ServiceUnavailable, code);
        }
        catch (Exception failure) when (!context.Response.HasStarted)
        {
            var code = TraceCode.Now();
            LogFault(failure, code, context.TraceIdentifier);
            await AnswerAsync(context, StatusCodes.Status500InternalServerError, code);
        }
    }

    private async Task ForPeopleAsync(HttpContext context)
    {
        try
        {
            await next(context);
        }
        catch (Exception failure) when (GrainCalls.IsUnavailable(failure) && !context.RequestAborted.IsCancellationRequested && !context.Response.HasStarted)
        {
            var code = TraceCode.Now();
            LogUnavailable(code, context.TraceIdentifier, failure.GetType().Name);
            context.Response.Clear();
            context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            context.Response.ContentType = "text/plain; charset=utf-8";
            await context.Response.WriteAsync($"Сервис временно недоступен. Обновите страницу через минуту. Код ошибки: {code}.", context.RequestAborted);
        }
    }

    private static Task AnswerAsync(HttpContext context, int status, string? error = null)
    {
        // Headers that authentication has set, such as a cookie taken away, stay.
        context.Response.StatusCode = status;
        return Problems.Of(status, error).ExecuteAsync(context);
    }
}
