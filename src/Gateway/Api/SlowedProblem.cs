using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Medzdrav.Gateway;

/// <summary>An answer that it is too many comes after a second, as on the hub: whoever asks in a loop, one call after the other, takes next to nothing from other people.</summary>
internal sealed class SlowedProblem(IResult problem) : IResult
{
    /// <inheritdoc />
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        ArgumentNullException.ThrowIfNull(httpContext);
        await Floods.PauseAsync(httpContext.RequestServices.GetRequiredService<TimeProvider>(), httpContext.RequestAborted);
        await problem.ExecuteAsync(httpContext);
    }
}
