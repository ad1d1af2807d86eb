using Medzdrav.Contracts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Medzdrav.Web;

/// <summary>Unexpected errors of pages: each is logged with a code, which the page that is shown instead tells.</summary>
internal sealed partial class PageErrors(ILogger<PageErrors> logger)
{
    /// <summary>Makes an error a bare status, which becomes its page: 503 where the cluster or its storage does not answer, 500 for a bug.</summary>
    public ExceptionHandlerOptions Options => new()
    {
        ExceptionHandler = RememberAsync,
        StatusCodeSelector = failure => GrainCalls.IsUnavailable(failure) ? StatusCodes.Status503ServiceUnavailable : StatusCodes.Status500InternalServerError,
        // It is logged here, with its code.
        SuppressDiagnosticsCallback = _ => true,
    };

    /// <summary>The code of the error that this request met; null where it met none.</summary>
    public static string? CodeOf(HttpContext context) => context.Items[typeof(PageErrors)] as string;

    private Task RememberAsync(HttpContext context)
    {
        if (context.Features.Get<IExceptionHandlerFeature>() is { Error: { } failure })
        {
            var code = TraceCode.Now();
            context.Items[typeof(PageErrors)] = code;
            if (GrainCalls.IsUnavailable(failure))
                LogUnavailable(code, context.TraceIdentifier, failure.GetType().Name);
            else
                LogFault(failure, code, context.TraceIdentifier);
        }
        return Task.CompletedTask;
    }
}
