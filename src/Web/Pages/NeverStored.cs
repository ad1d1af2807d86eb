using Microsoft.AspNetCore.Mvc.Filters;

namespace Medzdrav.Web;

/// <summary>A signed-in person's page is stored by no browser: after signing out nobody goes back to it.</summary>
internal sealed class NeverStored : IPageFilter
{
    /// <inheritdoc />
    public void OnPageHandlerSelected(PageHandlerSelectedContext context)
    {
    }

    /// <inheritdoc />
    public void OnPageHandlerExecuting(PageHandlerExecutingContext context)
    {
        if (context.HttpContext.User.Identity?.IsAuthenticated == true)
            context.HttpContext.Response.Headers.CacheControl = "no-store";
    }

    /// <inheritdoc />
    public void OnPageHandlerExecuted(PageHandlerExecutedContext context)
    {
    }
}
