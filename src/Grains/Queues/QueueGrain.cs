using Medzdrav.Contracts;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Medzdrav.Grains;

/// <summary>One queue: holds out the first waiting session to the longest idle specialist. Decides nothing durable: the session's commit does.</summary>
[GrainType("queue")]
public partial class QueueGrain(
    ISessionRows rows, IGateways gateways, QueueMeter meter, IOptions<LimitOptions> options, TimeProvider clock, ILogger<QueueGrain> logger)
    : Grain, IQueueGrain
{
    private static readonly TimeSpan Tick = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan RowsEvery = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan OfferMargin = TimeSpan.FromSeconds(2);

    private readonly LimitOptions _limits = options.Value;
    private readonly WaitingLine _line = new();
    private readonly Dictionary<SessionId, Lease> _leases = [];
    private readonly Dictionary<(SessionId, StaffId), DateTimeOffset> _declined = [];
    private DutyBoard _board = null!;
    private PositionNews _news = null!;
    private DateTimeOffset _rowsReadAt;
    private DateTimeOffset _coveredAt;
    private (int OnDuty, int Waiting) _toldCoverage = (-1, -1);
    private int _offers;
    private bool _isUncovered;

    private sealed record Lease(OfferId Offer, long Ticket, StaffId Staff, DateTimeOffset Until);

    private QueueKind Kind => Queues.Of(this.GetPrimaryKeyString());

    private DateTimeOffset Now => clock.GetUtcNow();

    /// <inheritdoc />
    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _board = new DutyBoard(Kind == QueueKind.Consultant ? TimeSpan.FromMinutes(4) : TimeSpan.FromMinutes(12));
        _news = new PositionNews(gateways);
        // Specialists renew within seconds: until then nobody is sent away.
        _coveredAt = Now;
        await ReadRows();
        this.RegisterGrainTimer(OnTick, new GrainTimerCreationOptions(Tick, Tick) { KeepAlive = true });
    }

    /// <inheritdoc />
    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        meter.Left(Kind);
        return Task.CompletedTask;
    }

    /// <inheritdoc />
    public Task Enqueue(WaitingSession waiting)
    {
        _line.Add(waiting);
        _news.Ask(waiting.SessionId);
        return Match();
    }

    /// <inheritdoc />
    public Task Remove(SessionId session, long ticket, bool isAdmitted)
    {
        if (isAdmitted && _line.Find(session) is { } matched && matched.Ticket == ticket)
            meter.Matched(Kind, Now - matched.WaitingSince);
        _line.Remove(session, ticket);
        if (_leases.TryGetValue(session, out var lease) && lease.Ticket <= ticket)
            Withdraw(session, lease, isAdmitted ? OfferGoneReason.AcceptedElsewhere : OfferGoneReason.Withdrawn);
        return Task.CompletedTask;
    }

    /// <inheritdoc />
    public Task Refresh(SessionId session)
    {
        _news.Ask(session);
        return Task.CompletedTask;
    }

    /// <inheritdoc />
    public Task Renew(Availability availability)
    {
        _board.Renew(availability, Now);
        return Match();
    }

    /// <inheritdoc />
    public Task Declined(OfferId offer, StaffId staff)
    {
        foreach (var (session, lease) in _leases)
            if (lease.Offer == offer)
            {
                _leases.Remove(session);
                _declined[(session, staff)] = Now + _limits.Offer + _limits.Offer;
            }
        return Match();
    }

    /// <inheritdoc />
    public Task<QueueCoverage> Coverage() => Task.FromResult(new QueueCoverage(Kind, _board.OnDuty, _line.Count, Now));

    private async Task OnTick()
    {
        _board.Forget(Now);
        if (Now - _rowsReadAt >= RowsEvery)
            await ReadRows();
        foreach (var (pair, until) in _declined)
            if (until <= Now)
                _declined.Remove(pair);
        await Match();
        SendBackUncovered();
        Alert();
        TellCoverage();
        _news.Tell(_line, _board, Now);
    }

    private async Task ReadRows()
    {
        _rowsReadAt = Now;
        foreach (var over in _line.Become(await rows.WaitingAsync(Kind)))
            if (_leases.TryGetValue(over.SessionId, out var lease))
                Withdraw(over.SessionId, lease, OfferGoneReason.Withdrawn);
    }

    private Task Match()
    {
        foreach (var (session, lease) in _leases)
            if (lease.Until <= Now)
                _leases.Remove(session);
        if (_line.Count == 0)
            return Task.CompletedTask;
        var free = _board.Free().Where(staff => !_leases.Values.Any(lease => lease.Staff == staff.Staff)).ToList();
        foreach (var waiting in _line.InOrder)
        {
            if (free.Count == 0)
                break;
            if (!_leases.ContainsKey(waiting.SessionId) && Choose(waiting, free) is { } chosen)
            {
                free.Remove(chosen);
                Offer(waiting, chosen);
            }
        }
        return Task.CompletedTask;
    }

    private Availability? Choose(WaitingSession waiting, List<Availability> free)
    {
        free = waiting.Avoided is { } avoided && _board.IsOnDutyBut(avoided) ? free.FindAll(staff => staff.Staff != avoided) : free;
        // A returning patient's own consultant comes first, even beyond the capacity by one.
        if (waiting.Preferred is { } preferred && waiting.PreferredUntil > Now)
            return free.FirstOrDefault(staff => staff.Staff == preferred && !HasDeclined(waiting, staff));
        return free.FirstOrDefault(staff => staff.FreeUnits >= Units(waiting, staff) && !HasDeclined(waiting, staff));
    }

    private bool HasDeclined(WaitingSession waiting, Availability staff) => _declined.ContainsKey((waiting.SessionId, staff.Staff));

    private static int Units(WaitingSession waiting, Availability staff) => waiting.Mode == SessionMode.Chat ? 1 : staff.Units;

    private void Offer(WaitingSession waiting, Availability staff)
    {
        var offer = OfferIds.Make(waiting.SessionId, waiting.Ticket, ++_offers);
        _leases[waiting.SessionId] = new Lease(offer, waiting.Ticket, staff.Staff, Now + _limits.Offer + OfferMargin);
        var view = new OfferView(
            offer, waiting.SessionId, waiting.Mode, waiting.Next, Now + _limits.Offer, waiting.Patient, waiting.Reason, waiting.WaitingSince, Now);
        var exceeds = waiting.Preferred == staff.Staff && staff.FreeUnits < Units(waiting, staff);
        meter.Offered(Kind);
        Specialist(staff.Staff).Offer(new OfferLease(view, waiting.Ticket, Kind, exceeds)).Ignore();
        GrainFactory.GetGrain<ISessionMatching>(waiting.SessionId.Value).Offered(waiting.Ticket, staff.Staff).Ignore();
    }

    private void Withdraw(SessionId session, Lease lease, OfferGoneReason why)
    {
        _leases.Remove(session);
        Specialist(lease.Staff).Withdraw(lease.Offer, why).Ignore();
    }

    /// <summary>S3.3: the last doctor went off duty while patients wait.</summary>
    private void SendBackUncovered()
    {
        if (_board.OnDuty > 0)
            _coveredAt = Now;
        if (Kind == QueueKind.Consultant || Now - _coveredAt < _limits.UncoveredGrace)
            return;
        foreach (var waiting in _line.InOrder)
            GrainFactory.GetGrain<ISessionMatching>(waiting.SessionId.Value).Uncovered(waiting.Ticket).Ignore();
    }

    /// <summary>S3.3: those who watch the service are told once when people wait and nobody is on duty, and once when it is over.</summary>
    private void Alert()
    {
        var isUncovered = _line.Count > 0 && Now - _coveredAt >= _limits.UncoveredGrace;
        if (isUncovered == _isUncovered)
            return;
        _isUncovered = isUncovered;
        if (isUncovered)
            LogUncovered(Kind, _line.Count);
        else
            LogCovered(Kind);
    }

    private void TellCoverage()
    {
        var coverage = (_board.OnDuty, _line.Count);
        if (coverage == _toldCoverage)
            return;
        _toldCoverage = coverage;
        meter.Covered(Kind, coverage.OnDuty, coverage.Count);
        foreach (var lease in gateways.Live)
            lease.Observer.Coverage(new QueueCoverage(Kind, coverage.OnDuty, coverage.Count, Now)).Ignore();
    }

    private ISpecialist Specialist(StaffId staff) => Kind == QueueKind.Consultant
        ? GrainFactory.GetGrain<IConsultantGrain>(staff.Value)
        : GrainFactory.GetGrain<IDoctorGrain>(staff.Value);
}
