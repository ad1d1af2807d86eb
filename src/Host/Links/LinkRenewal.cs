namespace Medzdrav.Host;

/// <summary>Follows the files of certificates while the process runs. A pair that does not fit, or a file that is half written, leaves the former certificate in use; the log says so once.</summary>
internal sealed partial class LinkRenewal(LinkCertificates certificates, LinkMeter meter, TimeProvider clock, ILogger<LinkRenewal> logger) : BackgroundService
{
    /// <summary>How soon changed files are noticed.</summary>
    public static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan Soon = TimeSpan.FromDays(14);
    private static readonly TimeSpan SayAgainAfter = TimeSpan.FromDays(1);

    private string? _fault;
    private DateTimeOffset _saidAt;

    protected override async Task ExecuteAsync(CancellationToken cancellation)
    {
        using var timer = new PeriodicTimer(LookEvery, clock);
        do
        {
            Look();
            meter.Uses(certificates.Current);
            WarnBeforeEnd(certificates.Current.End);
        }
        while (await timer.WaitForNextTickAsync(cancellation));
    }

    /// <summary>Looks once.</summary>
    internal void Look()
    {
        try
        {
            var isNew = certificates.Look(clock.GetUtcNow());
            _fault = null;
            if (isNew)
                LogRenewed(certificates.Current.End);
        }
        catch (LinkCertificateException fault)
        {
            if (fault.Message == _fault)
                return;
            _fault = fault.Message;
            LogKept(fault.Message, certificates.Current.End);
        }
    }

    private void WarnBeforeEnd(DateTimeOffset end)
    {
        var now = clock.GetUtcNow();
        if (end - now >= Soon || now - _saidAt < SayAgainAfter)
            return;
        _saidAt = now;
        LogEndsSoon(end);
    }
}
