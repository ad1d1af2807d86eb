using Medzdrav.Contracts;
using Medzdrav.Web.Pages;
using Microsoft.AspNetCore.Mvc.Filters;

namespace Medzdrav.Web;

/// <summary>Has the service's terms and the insurers' brands ready before a page is made. The error page takes what is known: it must come at once when the cluster does not.</summary>
internal sealed class FreshTerms(KnownTerms terms, Brands brands) : IAsyncPageFilter
{
    /// <inheritdoc />
    public Task OnPageHandlerSelectionAsync(PageHandlerSelectedContext context) => Task.CompletedTask;

    /// <inheritdoc />
    public async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        if (context.HandlerInstance is not ErrorModel)
        {
            await terms.RefreshAsync();
            await brands.RefreshAsync();
        }
        await next();
    }
}
