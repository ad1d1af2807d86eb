using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.ApplicationParts;
using Microsoft.Extensions.DependencyInjection;

namespace Medzdrav.Web;

/// <summary>Puts the pages into a host.</summary>
public static class WebSetup
{
    // Programs get status codes and problem details there, never a page.
    private static readonly string[] NotPages = ["/api", "/hub", "/health", "/dev"];

    /// <summary>Registers the pages. Who is signed in is the host's business: the pages read <see cref="HttpContext.User"/> only.</summary>
    public static IServiceCollection AddWeb(this IServiceCollection services)
    {
        ArgumentNullException.ThrowIfNull(services);
        services.AddRazorPages().ConfigureApplicationPartManager(parts =>
        {
            var assembly = typeof(WebSetup).Assembly;
            if (parts.ApplicationParts.Any(part => part.Name == assembly.GetName().Name))
                return;
            foreach (var part in ApplicationPartFactory.GetApplicationPartFactory(assembly).GetApplicationParts(assembly))
                parts.ApplicationParts.Add(part);
        });
        services.Configure<Microsoft.AspNetCore.Routing.RouteOptions>(options => options.LowercaseUrls = true);
        return services;
    }

    /// <summary>Maps the pages, their scripts and styles, and the pages shown for errors. Called after authentication was put into the pipeline.</summary>
    public static WebApplication MapWeb(this WebApplication app)
    {
        ArgumentNullException.ThrowIfNull(app);
        app.UseWhen(IsPage, pages =>
        {
            pages.UseExceptionHandler("/error/500");
            pages.UseStatusCodePagesWithReExecute("/error/{0}");
        });
        app.MapStaticAssets();
        app.MapRazorPages().WithStaticAssets();
        return app;
    }

    private static bool IsPage(HttpContext context) =>
        !NotPages.Any(prefix => context.Request.Path.StartsWithSegments(prefix, StringComparison.OrdinalIgnoreCase));
}
