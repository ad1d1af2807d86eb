using System.Text.Encodings.Web;
using System.Text.Unicode;
using Medzdrav.Contracts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.ApplicationParts;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.WebEncoders;

namespace Medzdrav.Web;

/// <summary>Puts the pages into a host.</summary>
public static class WebSetup
{
    // Programs get status codes and problem details there, never a page.
    private static readonly string[] NotPages = ["/api", "/hub", "/health", "/dev"];

    /// <summary>Registers the pages. Who is signed in is the host's business: the pages read <see cref="HttpContext.User"/> only. Needs an <see cref="IGrainFactory"/> and a <see cref="TimeProvider"/> registered before.</summary>
    public static IServiceCollection AddWeb(this IServiceCollection services)
    {
        ArgumentNullException.ThrowIfNull(services);
        services.AddRazorPages().AddMvcOptions(mvc =>
        {
            mvc.Filters.Add<FreshTerms>();
            mvc.Filters.Add<NeverStored>();
        }).ConfigureApplicationPartManager(parts =>
        {
            var assembly = typeof(WebSetup).Assembly;
            if (parts.ApplicationParts.Any(part => part.Name == assembly.GetName().Name))
                return;
            foreach (var part in ApplicationPartFactory.GetApplicationPartFactory(assembly).GetApplicationParts(assembly))
                parts.ApplicationParts.Add(part);
        });
        // Russian as itself: numeric entities would treble every page.
        services.Configure<WebEncoderOptions>(options => options.TextEncoderSettings = new TextEncoderSettings(UnicodeRanges.All));
        services.AddSingleton<ModuleImports>();
        services.AddSingleton<PageBuild>();
        services.AddOptions<StoreApps>().BindConfiguration(StoreApps.Section)
            .Validate(apps => apps.AreReadable, "App:Android holds apps, divided by semicolons: package=fingerprint, the SHA-256 fingerprint of its certificate as AA:BB:…, several divided by commas.").ValidateOnStart();
        services.AddSingleton<KnownTerms>().AddSingleton<KnownWaits>();
        services.TryAddSingleton<Brands>();
        services.AddHttpContextAccessor();
        // Of the host in the address bar; made for a page when its terms and brands are fresh.
        services.AddScoped(provider => provider.GetRequiredService<Brands>().Of(provider.GetRequiredService<IHttpContextAccessor>().HttpContext?.Request.Host.Host));
        services.Configure<RouteOptions>(options =>
        {
            options.LowercaseUrls = true;
            options.SetParameterPolicy<IdConstraint>("id");
        });
        return services;
    }

    /// <summary>Maps the pages, their scripts and styles, and the pages shown for errors. Called after authentication was put into the pipeline.</summary>
    public static WebApplication MapWeb(this WebApplication app)
    {
        ArgumentNullException.ThrowIfNull(app);
        app.UseErrorPages();
        app.MapStaticAssets();
        app.MapBrandFiles();
        app.MapRazorPages().WithStaticAssets();
        return app;
    }

    /// <summary>Shows a page of the platform's own for every failure of a page: 503 where the cluster or its storage does not answer, 500 for a bug.</summary>
    public static WebApplication UseErrorPages(this WebApplication app)
    {
        ArgumentNullException.ThrowIfNull(app);
        app.UseStatusCodePagesWithReExecute("/error/{0}");
        app.Use((context, next) =>
        {
            if (!IsPage(context) && context.Features.Get<IStatusCodePagesFeature>() is { } statusPages)
                statusPages.Enabled = false;
            return next(context);
        });
        // An exception becomes a bare status here, which the line above turns into its page.
        var errors = ActivatorUtilities.CreateInstance<PageErrors>(app.Services);
        app.UseWhen(IsPage, pages => pages.UseExceptionHandler(errors.Options));
        return app;
    }

    private static bool IsPage(HttpContext context) =>
        !NotPages.Any(prefix => context.Request.Path.StartsWithSegments(prefix, StringComparison.OrdinalIgnoreCase));
}
