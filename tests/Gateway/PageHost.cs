using System.Net;
using System.Reflection;
using Medzdrav.Contracts;
using Medzdrav.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Medzdrav.Tests.Gateway;

/// <summary>The pages alone, over grains that answer what a test wants.</summary>
public sealed class PageHost : IAsyncDisposable
{
    private readonly WebApplication pages;
    private readonly HttpClient http;

    private PageHost(WebApplication pages) => (this.pages, http) = (pages, new HttpClient { BaseAddress = new Uri(pages.Urls.Single()) });

    /// <summary>Starts them.</summary>
    /// <param name="caller">The signed-in caller; null for nobody.</param>
    /// <param name="grains">The cluster: a grain of each kind that is asked; calls to others are lost.</param>
    public static async Task<PageHost> StartAsync(Caller? caller, params object[] grains)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ApplicationName = typeof(WebSetup).Assembly.GetName().Name });
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var factory = DispatchProxy.Create<IGrainFactory, Cluster>();
        ((Cluster)(object)factory).Grains = grains;
        builder.Services.AddSingleton(factory).AddSingleton(TimeProvider.System).AddWeb();
        var pages = builder.Build();
        pages.Use((context, next) =>
        {
            if (caller is { } known)
                context.User = Identity.Principal(new SignedIn(known, "credential", Generation: 0), "test");
            return next(context);
        });
        pages.UseErrorPages();
        pages.MapRazorPages();
        await pages.StartAsync();
        return new PageHost(pages);
    }

    /// <summary>A page as its reader sees it: without entities.</summary>
    public async Task<string> PageAsync(string path, HttpStatusCode expected = HttpStatusCode.OK)
    {
        using var answer = await http.GetAsync(new Uri(path, UriKind.Relative));
        Assert.Equal(expected, answer.StatusCode);
        return WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());
    }

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        await pages.DisposeAsync();
    }

    /// <summary>A grain of which only some methods answer.</summary>
    /// <typeparam name="T">Its interface.</typeparam>
    /// <param name="answers">The answer of each method, by its name.</param>
    public static T Grain<T>(params (string Method, object Answer)[] answers) where T : class
    {
        var grain = DispatchProxy.Create<T, Answering>();
        ((Answering)(object)grain).Answers = answers.ToDictionary(answer => answer.Method, answer => answer.Answer);
        return grain;
    }

    /// <summary>A cluster of a few grains.</summary>
    public class Cluster : DispatchProxy
    {
        internal object[] Grains { get; set; } = [];

        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) =>
            Array.Find(Grains, targetMethod!.GetGenericArguments()[0].IsInstanceOfType) ?? throw new SiloUnavailableException();
    }

    /// <summary>A grain by a table of its answers.</summary>
    public class Answering : DispatchProxy
    {
        internal Dictionary<string, object> Answers { get; set; } = [];

        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) => Answers[targetMethod!.Name];
    }
}
