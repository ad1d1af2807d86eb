using System.Collections.Concurrent;
using System.Globalization;
using Medzdrav.Host;
using Medzdrav.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.TestingHost;

namespace Medzdrav.Tests.Browser;

/// <summary>The program inside of this process, as it serves, but with a clock that stories move.</summary>
internal sealed class HostInside : IRunningHost
{
    private readonly WebApplication app;
    private readonly KeptLog log;

    private HostInside(WebApplication app, MovedClock clock, KeptLog log) => (this.app, Clock, this.log) = (app, clock, log);

    public MovedClock Clock { get; }

    public Uri Address => new(app.Urls.Single());

    /// <summary>The warnings that it logged so far.</summary>
    public string Output => string.Join('\n', log.Lines);

    public static async Task<HostInside> StartAsync(string data)
    {
        var (clock, log) = (new MovedClock(), new KeptLog());
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            // The pages' files are listed under the program's name, not under that of the process.
            ApplicationName = typeof(ServeCommand).Assembly.GetName().Name,
            ContentRootPath = AppContext.BaseDirectory,
            EnvironmentName = Environments.Development,
            Args = [string.Create(CultureInfo.InvariantCulture, $"--urls=http://127.0.0.1:{Ports.Free()}"), $"--Storage:DataDirectory={data}", "--Management:Urls=", $"--Limits:Offer={House.LongOffer}"],
        });
        builder.Logging.ClearProviders().AddProvider(log).SetMinimumLevel(LogLevel.Warning);
        builder.Services.AddSingleton(clock.Time).AddSingleton<IIncomingGrainCallFilter>(clock.Followers);
        // The platform's time is moved, that of the machinery is not: a call that takes a while is no silent silo.
        builder.Services.UseTimeProviderForBackgroundAreas(TimeProvider.System);
        var roles = Roles.Parse(null);
        var app = ServeCommand.Compose(builder, roles);
        await ServeCommand.PrepareAsync(app, roles, CancellationToken.None);
        await app.StartAsync();
        return new HostInside(app, clock, log);
    }

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
        await Clock.DisposeAsync();
    }

    /// <summary>A log that a story which went wrong shows.</summary>
    private sealed class KeptLog : ILoggerProvider
    {
        public ConcurrentQueue<string> Lines { get; } = new();

        public ILogger CreateLogger(string categoryName) => new Category(categoryName, Lines);

        public void Dispose()
        {
        }

        private sealed class Category(string name, ConcurrentQueue<string> lines) : ILogger
        {
            public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

            public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Warning;

            public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
            {
                if (IsEnabled(logLevel))
                    lines.Enqueue($"{logLevel} {name}: {formatter(state, exception)} {exception}");
            }
        }
    }
}
