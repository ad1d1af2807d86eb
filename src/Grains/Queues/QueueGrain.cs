using Medzdrav.Contracts;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Medzdrav.Grains;

/// <summary>A queue, or one shard of it: holds out the first waiting session to the longest idle specialist. Decides nothing durable: the session's commit does.</summary>
[GrainType("queue")]
internal partial class QueueGrain(
    QueueStores stores, QueueMeter meter, IOptions<LimitOptions> options, TimeProvider clock, ILogger<QueueGrain> logger)
    : Grain, IQueueGrain, IQueueShard
{
    private const int AskedAtOnce = 500;
    private const int NamesShown = 10;
    private static readonly TimeSpan Tick = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan RowsEvery = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan OfferMargin = TimeSpan.FromSeconds(2);

    private readonly LimitOptions _limits = options.Value;
    private readonly PositionNews _news = new();
    private readonly NearTurns _near = new();
    private readonly ToldWaits _toldWaits = new();
    private Matching _matching = null!;
    private Desk _desk;
    private DateTimeOffset _rowsReadAt;
    private DateTimeOffset _coveredAt;
    private Told? _toldCoverage;
    private HashSet<GatewayId> _told = [];
    private bool _isUncovered;

    private QueueKind Kind { get; set; }

    private QueueShard Shard { get; set; }

    private DateTimeOffset Now => clock.GetUtcNow();

    private WaitingLine Line => _matching.Line;

    private DutyBoard Board => _matching.Board;

    /// <inheritdoc />
    public override async Task OnActivateAsync(CancellationToken cancellation)
    {
        (Kind, var number) = Desks.QueueIn(this.GetPrimaryKeyString());
        Shard = new QueueShard(number, stores.Shards.CountOf(Kind));
        _desk = Posts.DeskOf(Kind);
        var terms = new MatchingTerms(
            _limits.Offer + OfferMargin, _limits.DeclinedFor, _limits.Offer * 2, _limits.CallPassed, Kind == QueueKind.Consultant ? TimeSpan.FromMinutes(4) : TimeSpan.FromMinutes(12));
        _matching = new Matching(terms, Shard.Count == 1 ? null : new Elsewhere(Shard, stores.Shards.Apart));
        if (Shard.Number >= Shard.Count)
        {
            // Told by a silo that still has more shards: whoever waits is in the rows of those that there are.
            DeactivateOnIdle();
            return;
        }
        // Specialists renew within seconds: until then nobody is sent away.
        _coveredAt = Now;
        _rowsReadAt = Now;
        foreach (var waiting in await stores.Rows.WaitingAsync(Kind, Shard))
            _matching.Enqueue(AsRead(waiting), Now);
        AskWhoIsThere();
        this.RegisterGrainTimer(OnTick, new GrainTimerCreationOptions(Tick, Tick) { KeepAlive = true });
    }

    /// <inheritdoc />
    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellation)
    {
        meter.Left(Kind, Shard.Number);
        return Task.CompletedTask;
    }

    /// <inheritdoc />
    public Task Enqueue(WaitingSession waiting)
    {
        Add(waiting);
        return Match();
    }

    /// <inheritdoc />
    public Task Remove(SessionId session, long ticket, bool isAdmitted)
    {
        if (isAdmitted && Line.Find(session) is { } matched && matched.Ticket == ticket)
            meter.Matched(Kind, Now - matched.Wait.Since);
        if (_matching.Remove(session, ticket, isAdmitted, Now) is { } lease)
            Withdraw(lease, isAdmitted ? OfferGoneReason.AcceptedElsewhere : OfferGoneReason.Withdrawn);
        return Match();
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
        _matching.Renew(availability, Now);
        return Match();
    }

    /// <inheritdoc />
    public Task Returned(OfferId offer, StaffId staff, OfferReturn how)
    {
        _matching.Return(offer, staff, how, Now);
        meter.Returned(Kind, how);
        return Match();
    }

    /// <inheritdoc />
    public Task<QueueCoverage> Coverage() => Task.FromResult(CoverageNow());

    /// <inheritdoc />
    public Task<StaffId[]> Here() => Task.FromResult(Board.Here);

    /// <inheritdoc />
    public Task<QueueLook> Look(TimeSpan target) => Task.FromResult(QueueLooks.Of(CoverageNow(), _matching, target));

    private async Task OnTick()
    {
        _matching.Forget(Now);
        if (Now - _rowsReadAt >= RowsEvery)
            await ReadRows();
        meter.Covered(Kind, Shard.Number, Board.OnDuty, Line.Count);
        await Match();
        SendBackUncovered();
        Alert();
        LookForGateways();
        TellCoverage();
        TellPositions();
        CallNear();
        TellShards();
    }

    /// <summary>The waiting tickets are compared with those known; the rest of a row is read for newcomers only.</summary>
    private async Task ReadRows()
    {
        _rowsReadAt = Now;
        _toldWaits.Keep(Line);
        var tickets = await stores.Rows.TicketsAsync(Kind, Shard);
        var unknown = tickets.Where(IsNews).Select(ticket => ticket.SessionId).ToList();
        foreach (var lease in _matching.Keep(tickets, Now))
            Withdraw(lease, OfferGoneReason.Withdrawn);
        if (unknown.Count > 0)
            foreach (var waiting in await stores.Rows.WaitingAsync(Kind, unknown))
                Add(AsRead(waiting));
        meter.Waits(Kind, Shard.Number, Line.LongestSince);
        AskWhoIsThere();
    }

    /// <summary>Whether a row says something that is not known.</summary>
    private bool IsNews(WaitingTicket ticket) => Line.Find(ticket.SessionId) is not { } known || ticket.IsNewsBeside(known);

    /// <summary>A wait as its row has it. The row keeps who was there at the last commit, which may be hours before a restart: a patient who was there is awaited until the session says more.</summary>
    private static WaitingSession AsRead(WaitingSession waiting) =>
        waiting.Presence == Presence.Here ? waiting with { Presence = Presence.Awaited } : waiting;

    /// <summary>Which of the patients are connected is known to their sessions only; those nearest to their turn are asked for first.</summary>
    private void AskWhoIsThere()
    {
        foreach (var waiting in Line.InOrder.Where(waiting => waiting.Presence == Presence.Awaited).Take(AskedAtOnce))
            GrainFactory.GrainOf<ISessionMatching>(waiting.SessionId.Value).IsAnybodyThere(waiting.Ticket).Ignore();
    }

    /// <summary>Whoever comes is told the place, even if it is the one of an earlier wait.</summary>
    private void Add(WaitingSession waiting)
    {
        if (_matching.Enqueue(waiting, Now) is { } lease)
            Withdraw(lease, OfferGoneReason.Withdrawn);
        _toldWaits.Begin(waiting, _matching.Waiting, _matching.Outlook, Now);
        _news.Ask(waiting.SessionId);
    }

    private Task Match()
    {
        foreach (var lease in _matching.Decide(Now))
            Offer(lease);
        PassOn();
        return Task.CompletedTask;
    }

    private void Offer(Lease lease)
    {
        var waiting = lease.Waiting;
        var view = new OfferView(
            lease.Offer, waiting.SessionId, waiting.Mode, waiting.Wait.Next, lease.Until - OfferMargin, waiting.Patient, waiting.Reason, waiting.Wait.Since, Now, waiting.Insurer, waiting.SignedIn, waiting.Wait.Booked);
        meter.Offered(Kind);
        GrainFactory.SpecialistAt(_desk, lease.Staff).Offer(new OfferLease(view, waiting.Ticket, Kind, lease.Exceeds)).Ignore();
        GrainFactory.GrainOf<ISessionMatching>(waiting.SessionId.Value).Offered(waiting.Ticket, lease.Staff, _toldWaits.Of(waiting)).Ignore();
    }

    private void Withdraw(Lease lease, OfferGoneReason why) => GrainFactory.SpecialistAt(_desk, lease.Staff).Withdraw(lease.Offer, why).Ignore();

    /// <summary>S3.3: the last doctor went off duty while patients wait.</summary>
    private void SendBackUncovered()
    {
        if (_matching.Outlook.OnDuty > 0)
            _coveredAt = Now;
        if (Kind == QueueKind.Consultant || Now - _coveredAt < _limits.UncoveredGrace)
            return;
        foreach (var waiting in Line.InOrder)
            GrainFactory.GrainOf<ISessionMatching>(waiting.SessionId.Value).Uncovered(waiting.Ticket).Ignore();
    }

    /// <summary>S3.3: those who watch the service are told once when people wait and nobody is on duty, and once when it is over.</summary>
    private void Alert()
    {
        if (!IsFirst)
            return;
        var isUncovered = _matching.Waiting > 0 && Now - _coveredAt >= _limits.UncoveredGrace;
        if (isUncovered == _isUncovered)
            return;
        _isUncovered = isUncovered;
        if (isUncovered)
            LogUncovered(Kind, _matching.Waiting);
        else
            LogCovered(Kind);
    }

    /// <summary>A gateway that comes to be known heard nothing of what was told before: all is news once more.</summary>
    private void LookForGateways()
    {
        var live = stores.Gateways.Live.Select(lease => lease.Gateway).ToHashSet();
        if (!live.IsSubsetOf(_told))
        {
            _toldCoverage = null;
            _news.Again();
        }
        _told = live;
    }

    private void TellCoverage()
    {
        if (!IsFirst)
            return;
        var now = CoverageNow();
        var coverage = new Told(now.OnDuty, now.Waiting, NextWait?.TotalMinutes is { } minutes ? (int)Math.Ceiling(minutes) : null, now.WrappingUp, now.WrapUpEndsAt, now.KeptFree, now.KeptFreeFor, string.Join('\n', now.Names ?? []));
        if (coverage == _toldCoverage)
            return;
        _toldCoverage = coverage;
        foreach (var lease in stores.Gateways.Live)
            lease.Observer.Coverage(now).Ignore();
    }

    /// <summary>How long a caller would wait who comes now, for a call: those wait the longest.</summary>
    private TimeSpan? NextWait => _matching.Outlook.Estimate(_matching.Waiting + 1, SessionMode.Video);

    private QueueCoverage CoverageNow() => Coverages.All(CoverageHere(), _matching.Elsewhere?.Coverages ?? [], NextWait, NamesShown);

    private QueueCoverage CoverageHere() => new(Kind, Board.OnDuty, Line.Count, Now, null, Board.WrappingUp, Board.WrapUpEndsAt, Board.KeptFree, Board.KeptFreeFor, [.. Board.Names.Take(NamesShown)]);

    /// <summary>Each gateway gets one batch.</summary>
    private void TellPositions()
    {
        if (_news.Due(Line, _matching.Outlook, Now, _matching.Elsewhere) is not { Length: > 0 } positions)
            return;
        foreach (var lease in stores.Gateways.Live)
            lease.Observer.Positions(positions).Ignore();
    }

    /// <summary>Their sessions decide whether they are called, and remember it.</summary>
    private void CallNear()
    {
        if (_matching.Outlook.OnDuty == 0)
            return;
        foreach (var (waiting, place) in _near.News(Line, _matching.Elsewhere))
            GrainFactory.GrainOf<ISessionWaiting>(waiting.SessionId.Value).Near(waiting.Ticket, place).Ignore();
    }

    /// <summary>The parts of a coverage that are news when they change.</summary>
    private readonly record struct Told(int OnDuty, int Waiting, int? Minutes, int WrappingUp, DateTimeOffset? WrapUpEndsAt, int KeptFree, DateTimeOffset? KeptFreeFor, string Names);
}
