using Medzdrav.Contracts;
using Medzdrav.Grains;

namespace Medzdrav.Tests.Rules;

/// <summary>The load and the faults of a simulated queue.</summary>
/// <param name="Specialists">All on duty, with three units each.</param>
/// <param name="Shards">Over how many the queue is split.</param>
/// <param name="Seed">Of all that is random.</param>
internal sealed record SimulatedLoad(int Specialists, int Shards, int Seed)
{
    /// <summary>How many call, as a share of those who can be helped: a calm while, a rush, a calm while.</summary>
    public (TimeSpan Time, double Load)[] Phases { get; init; } = [(TimeSpan.FromMinutes(8), 0.85), (TimeSpan.FromMinutes(6), 1.25), (TimeSpan.FromMinutes(10), 0.7)];

    /// <summary>As the option says.</summary>
    public TimeSpan Apart { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>Of a hundred thousand notices between grains so many get lost.</summary>
    public int LostOf100000 { get; init; }

    /// <summary>When a silo with one shard is killed; null for never. Another one has it four seconds later.</summary>
    public TimeSpan? KilledAt { get; init; }
}

/// <summary>Plays a queue with the platform's own rules: patients who call and return, specialists who answer, decline and miss, notices that take time between grains. What the database decides, it decides.</summary>
internal sealed class QueueSimulation
{
    private const int Units = 3;
    private static readonly DateTimeOffset Start = new(2026, 11, 23, 9, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Handling = TimeSpan.FromMinutes(4);
    private static readonly TimeSpan RenewEvery = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan Offer = TimeSpan.FromSeconds(20);

    private readonly SimulatedLoad _load;
    private readonly Random _random;
    private readonly PriorityQueue<Action, (long At, long Number)> _events = new();
    private readonly SimulatedShard[] _shards;
    private readonly Dictionary<StaffId, Member> _members = [];
    private readonly Dictionary<SessionId, Contact> _contacts = [];
    private readonly Dictionary<SessionId, WaitingSession>[] _rows;
    private readonly TimeSpan _end;
    private long _number;
    private int _came;

    public QueueSimulation(SimulatedLoad load)
    {
        _load = load;
        _random = new Random(load.Seed);
        _shards = [.. Enumerable.Range(0, load.Shards).Select(number => new SimulatedShard(new QueueShard(number, load.Shards), load.Apart))];
        _rows = [.. _shards.Select(_ => new Dictionary<SessionId, WaitingSession>())];
        _end = load.Phases.Aggregate(TimeSpan.Zero, (sum, phase) => sum + phase.Time);
        Figures = new SimulationFigures(_shards);
    }

    public SimulationFigures Figures { get; }

    private DateTimeOffset Now { get; set; } = Start;

    private sealed class Member(StaffId id)
    {
        public StaffId Id => id;
        public int Taken { get; set; }
        public DateTimeOffset IdleSince { get; set; }
        public HashSet<OfferId> Rings { get; } = [];
        public int Free => Rings.Count > 0 ? 0 : Math.Max(0, Units - Taken);
    }

    private sealed class Contact(WaitingSession waiting)
    {
        public WaitingSession Waiting { get; set; } = waiting;
        public bool IsTaken { get; set; }
    }

    /// <summary>Plays it to the end.</summary>
    public SimulationFigures Play()
    {
        for (var number = 0; number < _load.Specialists; number++)
        {
            var member = new Member(new StaffId($"specialist-{number:D5}")) { IdleSince = Start.AddSeconds(-number % 60) };
            _members[member.Id] = member;
            Renew(member);
            Repeat(RenewEvery, _random.NextDouble(), () => Renew(member));
        }
        foreach (var shard in _shards)
        {
            Repeat(TimeSpan.FromSeconds(1), _random.NextDouble(), () => Tick(shard));
            Repeat(TimeSpan.FromSeconds(5), _random.NextDouble(), () => Tell(shard, queue => ReadRows(shard, queue)));
        }
        In(TimeSpan.FromSeconds(5), Call);
        if (_load.KilledAt is { } at)
            In(at, () => Kill(_shards[^1]));
        while (_events.TryDequeue(out var happens, out var when) && when.At <= (Start + _end).Ticks)
        {
            Now = new DateTimeOffset(when.At, TimeSpan.Zero);
            happens();
            Figures.Look(Now);
        }
        Figures.End(_rows.SelectMany(rows => rows.Values).Select(waiting => Now - waiting.Wait.Since));
        return Figures;
    }

    private void Call()
    {
        var kind = _random.Next(100);
        // A third are calls; a few have a booking that is near.
        Wait(kind < 33 ? SessionMode.Video : SessionMode.Chat, atHead: false, preferred: null, priority: kind is 50 or 51 ? Contracts.Wait.BookedPriority : 0);
        // A chat takes a unit, a call all of them: 0.67 + 0.33 × 3 units a contact.
        var perSecond = _load.Specialists * Units / 1.66 / Handling.TotalSeconds * Load(Now - Start);
        In(Exponential(TimeSpan.FromSeconds(1 / perSecond)), Call);
    }

    private double Load(TimeSpan at)
    {
        foreach (var (time, load) in _load.Phases)
        {
            if (at < time)
                return load;
            at -= time;
        }
        return 0;
    }

    private void Wait(SessionMode mode, bool atHead, StaffId? preferred, int priority)
    {
        var id = new SessionId(Convert.ToBase64String(BitConverter.GetBytes(++_came * 2_654_435_761)).Replace('+', '-').Replace('/', '_') + $"{_came}");
        var waiting = new WaitingSession(id, 1, mode, null, null, new Wait(
            Awaited.In(QueueKind.Consultant), LegKind.Intake, LegTerms.Unlimited, Now, atHead, preferred, preferred is null ? null : Now.AddSeconds(60), Priority: priority), Presence.Here);
        _contacts[id] = new Contact(waiting);
        _rows[QueueShard.Of(id, _load.Shards)][id] = waiting;
        Figures.Came(waiting, isPersonal: preferred is not null);
        if (preferred is not null)
            In(TimeSpan.FromSeconds(60), () => Figures.NotPersonal(id));
        var shard = _shards[QueueShard.Of(id, _load.Shards)];
        Send(() => Tell(shard, queue => queue.Enqueue(waiting, Now)));
    }

    private void Renew(Member member)
    {
        Figures.Said(member.Id, member.Free, Units);
        var said = new Availability(member.Id, OnDuty: true, member.Free, Units, member.IdleSince);
        Send(() => Tell(Home(member.Id), queue => queue.Renew(said, Now)));
    }

    private SimulatedShard Home(StaffId staff) => _shards[QueueShard.Of(staff, _load.Shards)];

    private void Tick(SimulatedShard shard)
    {
        Tell(shard, queue => queue.Forget(Now));
        TellOthers(shard);
    }

    private void Tell(SimulatedShard shard, Action<Matching> word)
    {
        if (!shard.IsAlive)
            return;
        foreach (var lease in shard.Decide(word, Now))
            Ring(shard, lease);
        foreach (var (loan, to) in shard.Queue.TakeLoans())
        {
            Figures.Lent++;
            Send(() => Tell(_shards[to], queue => queue.Borrow(loan, Now)));
        }
        foreach (var end in shard.Queue.TakeEnded())
            Send(() => Tell(Home(end.Staff), queue => queue.TakeBack(end, Now)));
        if (shard.HasNewNeeds())
            TellOthers(shard);
    }

    private void TellOthers(SimulatedShard shard)
    {
        if (_shards.Length == 1 || !shard.IsAlive)
            return;
        var news = shard.News(Now);
        foreach (var other in _shards.Where(other => other != shard))
            Send(() => Tell(other, queue => queue.Elsewhere!.Hear(news, Now)));
    }

    private void Ring(SimulatedShard shard, Lease lease)
    {
        var member = _members[lease.Staff];
        Figures.HeldOut(lease, isKept: shard.Queue.Board.Kept == lease.Staff, Now);
        Send(() =>
        {
            member.Rings.Add(lease.Offer);
            Figures.Said(member.Id, member.Free, Units);
            var how = _random.Next(100);
            if (how < 95)
                In(TimeSpan.FromSeconds(1 + _random.NextDouble() * 5), () => Accept(member, lease));
            else
                In(how < 99 ? TimeSpan.FromSeconds(3) : Offer, () => GiveBack(shard, member, lease, how < 99 ? OfferReturn.Declined : OfferReturn.Missed));
        });
    }

    private void Accept(Member member, Lease lease)
    {
        var shard = _shards[QueueShard.Of(lease.Waiting.SessionId, _load.Shards)];
        var contact = _contacts[lease.Waiting.SessionId];
        var units = Capacity.Needed(contact.Waiting.Mode, Units);
        var hasRoom = member.Taken + units <= Units || (lease.Exceeds && member.Taken <= Units);
        if (contact.IsTaken || !hasRoom)
        {
            GiveBack(shard, member, lease, hasRoom ? OfferReturn.TakenBack : OfferReturn.Declined);
            return;
        }
        contact.IsTaken = true;
        _rows[QueueShard.Of(lease.Waiting.SessionId, _load.Shards)].Remove(lease.Waiting.SessionId);
        units = Math.Min(units, Math.Max(1, Units - member.Taken));
        member.Rings.Remove(lease.Offer);
        member.Taken += units;
        Figures.Took(lease, member.Taken, Now);
        Renew(member);
        Send(() => Tell(shard, queue => queue.Remove(lease.Waiting.SessionId, 1, isAdmitted: true, Now)));
        In(Exponential(Handling), () =>
        {
            member.Taken -= units;
            member.IdleSince = Now;
            Renew(member);
            // Every twelfth comes back from a doctor later, to the same consultant if free.
            if (!contact.Waiting.Wait.AtHead && _random.Next(12) == 0)
                In(TimeSpan.FromSeconds(30), () => Wait(SessionMode.Chat, atHead: true, member.Id, priority: 0));
        });
    }

    private void GiveBack(SimulatedShard shard, Member member, Lease lease, OfferReturn how)
    {
        member.Rings.Remove(lease.Offer);
        Renew(member);
        Figures.Returned(lease);
        // Behind that word, as between grains.
        In(TimeSpan.FromMilliseconds(10), () => Send(() => Tell(shard, queue => queue.Return(lease.Offer, lease.Staff, how, Now))));
    }

    /// <summary>The silo of a shard is gone; the next activation reads the rows.</summary>
    private void Kill(SimulatedShard shard)
    {
        shard.IsAlive = false;
        In(TimeSpan.FromSeconds(4), () =>
        {
            shard.Begin();
            shard.IsAlive = true;
            Tell(shard, queue => ReadRows(shard, queue));
        });
    }

    /// <summary>As the grain reads them: who left is forgotten, who is not known begins to wait.</summary>
    private void ReadRows(SimulatedShard shard, Matching queue)
    {
        var rows = _rows[Array.IndexOf(_shards, shard)];
        queue.Keep([.. rows.Values.Select(waiting => new WaitingTicket(waiting.SessionId, waiting.Ticket, waiting.Mode, waiting.Presence, waiting.Wait.Priority))], Now);
        foreach (var waiting in rows.Values.Where(waiting => queue.Line.Find(waiting.SessionId) is null))
            queue.Enqueue(waiting, Now);
    }

    private TimeSpan Exponential(TimeSpan mean) => -Math.Log(1 - _random.NextDouble()) * mean;

    private void Send(Action arrives)
    {
        // The rows and renewals repair a lost notice within seconds, a lost offer ends after its time.
        if (_load.LostOf100000 == 0 || _random.Next(100_000) >= _load.LostOf100000)
            In(TimeSpan.FromMilliseconds(1 + _random.NextDouble() * 9), arrives);
    }

    private void Repeat(TimeSpan every, double first, Action happens) => In(every * first, () =>
    {
        happens();
        Repeat(every, 1, happens);
    });

    private void In(TimeSpan wait, Action happens) => _events.Enqueue(happens, ((Now + wait).Ticks, _number++));
}
