using System.Diagnostics.Metrics;
using System.Threading.Channels;
using Medzdrav.Host;
using Medzdrav.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace Medzdrav.Tests.Cluster;

/// <summary>Certificates that change while the process runs.</summary>
public sealed class LinkRenewalTests : IAsyncDisposable
{
    private const string Renewed = "Links have a new certificate";
    private const string Kept = "Links keep their former certificate";

    private readonly PrivateAuthority authority = new();
    private readonly IssuedCertificate first;
    private readonly LinkFiles files;
    private readonly FakeTimeProvider clock = new(TimeProvider.System.GetUtcNow());
    private readonly Lines lines = new();
    private readonly ServiceProvider services;
    private readonly LinkCertificates certificates;
    private readonly LinkRenewal renewal;

    public LinkRenewalTests()
    {
        first = authority.Issue("silo1");
        files = new LinkFiles(authority, first);
        certificates = new LinkCertificates(new LinkOptions { Certificate = files.Certificate, CertificateKey = files.Key, CertificateAuthority = files.Authority });
        certificates.Look(clock.GetUtcNow());
        services = new ServiceCollection().AddMetrics().AddLogging(log => log.AddProvider(lines))
            .AddSingleton<TimeProvider>(clock).AddSingleton(certificates).AddSingleton<LinkMeter>().AddSingleton<LinkRenewal>().BuildServiceProvider();
        renewal = services.GetRequiredService<LinkRenewal>();
    }

    public async ValueTask DisposeAsync()
    {
        await renewal.StopAsync(CancellationToken.None);
        await services.DisposeAsync();
        files.Dispose();
        authority.Dispose();
    }

    [Fact]
    public async Task A_new_pair_is_taken_without_a_restart_and_what_does_not_fit_never()
    {
        var second = authority.Issue("silo1");
        files.Write(second);
        await renewal.StartAsync(TestContext.Current.CancellationToken);
        Assert.StartsWith(Renewed, await lines.NextAsync(), StringComparison.Ordinal);
        Assert.Equal(second.Serial, certificates.Current.Own.SerialNumber);

        // The key is written, its certificate not yet.
        var third = authority.Issue("silo1");
        await KeepsAsync(second, () => File.WriteAllText(files.Key, third.Key), "does not hold the private key");
        await KeepsAsync(second, () => File.WriteAllText(files.Certificate, third.Certificate[..^40]), "node.pem");
        await KeepsAsync(second, () => File.Delete(files.Certificate), "can't be read");
        await KeepsAsync(second, () => files.Write(authority.Issue("silo1", days: -1)), "NotTimeValid");
        using var foreign = new PrivateAuthority();
        await KeepsAsync(second, () => files.Write(foreign.Issue("silo1")), "is not good for links");

        files.Write(third);
        clock.Advance(LinkRenewal.LookEvery);
        Assert.StartsWith(Renewed, await lines.NextAsync(), StringComparison.Ordinal);
        Assert.Equal(third.Serial, certificates.Current.Own.SerialNumber);
    }

    [Fact]
    public async Task A_fault_is_said_once()
    {
        File.WriteAllText(files.Key, "");
        for (var i = 0; i < 3; i++)
            renewal.Look();
        files.Write(authority.Issue("silo1"));
        renewal.Look();

        Assert.StartsWith(Kept, await lines.NextAsync(), StringComparison.Ordinal);
        Assert.StartsWith(Renewed, await lines.NextAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_days_that_are_left_are_measured_and_the_last_ones_said()
    {
        files.Write(authority.Issue("silo1", days: 10));
        await renewal.StartAsync(TestContext.Current.CancellationToken);
        Assert.StartsWith(Renewed, await lines.NextAsync(), StringComparison.Ordinal);

        Assert.StartsWith("The certificate of links ends at", await lines.NextAsync(), StringComparison.Ordinal);
        Assert.Equal(10, DaysLeft()["own"], 0.01);
        Assert.Equal((certificates.Current.IssuerEnd - clock.GetUtcNow()).TotalDays, DaysLeft()["authority"], 0.01);
    }

    private async Task KeepsAsync(IssuedCertificate former, Action change, string why)
    {
        change();
        clock.Advance(LinkRenewal.LookEvery);
        var line = await lines.NextAsync();
        Assert.StartsWith(Kept, line, StringComparison.Ordinal);
        Assert.Contains(why, line, StringComparison.Ordinal);
        Assert.Equal(former.Serial, certificates.Current.Own.SerialNumber);
    }

    private static Dictionary<string, double> DaysLeft()
    {
        var found = new Dictionary<string, double>();
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, heard) =>
        {
            if (instrument.Name == "medzdrav.certificate.days_left")
                heard.EnableMeasurementEvents(instrument);
        };
        listener.SetMeasurementEventCallback<double>((_, days, tags, _) => found[(string)tags[0].Value!] = days);
        listener.Start();
        listener.RecordObservableInstruments();
        return found;
    }

    /// <summary>The lines of the log, one after another.</summary>
    private sealed class Lines : ILoggerProvider, ILogger
    {
        private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
        private readonly Channel<string> written = Channel.CreateUnbounded<string>();

        public Task<string> NextAsync() => written.Reader.ReadAsync().AsTask().WaitAsync(Patience);

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            written.Writer.TryWrite(formatter(state, exception));

        public void Dispose()
        {
        }
    }
}
