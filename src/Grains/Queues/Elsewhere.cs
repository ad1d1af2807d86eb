using Medzdrav.Contracts;

namespace Medzdrav.Grains;

/// <summary>The other shards of a split queue as their last news said: who waits there for whom nobody is free, how long the lines are, who is on duty. Pure: told everything, the time included.</summary>
/// <param name="shard">The shard that hears.</param>
/// <param name="apart">How much later somebody may have come who is taken first.</param>
internal sealed class Elsewhere(QueueShard shard, TimeSpan apart)
{
    /// <summary>A shard that is silent for so long gets nobody lent and holds nobody up: five pieces of news.</summary>
    public static readonly TimeSpan Fresh = TimeSpan.FromSeconds(5);

    /// <summary>The specialists of a silent shard count as on duty for so long: a killed silo takes seconds.</summary>
    public static readonly TimeSpan Remembered = TimeSpan.FromSeconds(30);

    private readonly SortedDictionary<int, Known> _shards = [];
    private readonly Dictionary<(StaffId Staff, int Shard), int> _resting = [];

    private sealed record Known(ShardNews News, DateTimeOffset HeardAt, int Number)
    {
        public OpenNeeds Chats { get; } = new(News.Chats, News.MoreChats);

        public OpenNeeds Calls { get; } = new(News.Calls, News.MoreCalls);

        public HashSet<StaffId> Wanted { get; } = [.. News.Wanted];
    }

    /// <summary>The shard that hears.</summary>
    public QueueShard Here => shard;

    /// <summary>Another number after each piece of news.</summary>
    public int Version { get; private set; }

    /// <summary>The sums over their specialists.</summary>
    public QueueOutlook Outlook { get; private set; }

    /// <summary>How many wait there.</summary>
    public int Waiting => _shards.Values.Sum(known => known.News.Coverage.Waiting);

    /// <summary>How all of them are covered.</summary>
    public IEnumerable<QueueCoverage> Coverages => _shards.Values.Select(known => known.News.Coverage);

    /// <summary>A shard told how it stands there.</summary>
    public void Hear(ShardNews news, DateTimeOffset now)
    {
        if (news.Shard == shard.Number || news.Shard < 0 || news.Shard >= shard.Count)
            return;
        _shards[news.Shard] = new Known(news, now, ++Version);
        Sum();
    }

    /// <summary>Forgets what is long ago.</summary>
    public void Forget(DateTimeOffset now)
    {
        foreach (var (number, known) in _shards.Where(known => now - known.Value.HeardAt > Remembered).ToArray())
        {
            _shards.Remove(number);
            Version++;
        }
        foreach (var (pair, number) in _resting)
            if (_shards.GetValueOrDefault(pair.Shard)?.Number != number)
                _resting.Remove(pair);
        Sum();
    }

    /// <summary>A specialist came back from a shard where nothing was for them: not lent there again before its next news.</summary>
    public void Rest(StaffId staff, int there)
    {
        if (_shards.TryGetValue(there, out var known))
            _resting[(staff, there)] = known.Number;
    }

    /// <summary>Whether a specialist is not lent to a shard now.</summary>
    public bool Rests(StaffId staff, int there) => _resting.TryGetValue((staff, there), out var number) && _shards.GetValueOrDefault(there)?.Number == number;

    /// <summary>The shard that a specialist is lent to rather than asked for somebody here; null for none. Whoever is waited for there counts as helped from then on.</summary>
    /// <param name="staff">The specialist.</param>
    /// <param name="own">Whom they would be asked for here.</param>
    /// <param name="now">The time.</param>
    public int? Take(Availability staff, WaitingSession own, DateTimeOffset now) =>
        First(now, (there, mode) => Suits(staff, mode) && !Rests(staff.Staff, there)) is { } need && Precedes(need.Place, own) ? Take(need) : null;

    /// <summary>Whether somebody there comes before somebody here whom a specialist of another shard would be asked for.</summary>
    public bool Precedes(Availability staff, WaitingSession own, DateTimeOffset now) =>
        First(now, (_, mode) => Suits(staff, mode)) is { } need && Precedes(need.Place, own);

    /// <summary>Lends whoever is free to those there who wait, in their order.</summary>
    /// <param name="free">Finds somebody free here for a shard, or nobody.</param>
    /// <param name="lend">Lends them.</param>
    /// <param name="now">The time.</param>
    public void Help(Func<int, SessionMode, Availability?> free, Action<Availability, int> lend, DateTimeOffset now)
    {
        List<(int, SessionMode)> unhelped = [];
        while (First(now, (there, mode) => !unhelped.Contains((there, mode))) is { } need)
            if (free(need.Shard, need.Mode) is { } staff)
                lend(staff, Take(need));
            else
                unhelped.Add((need.Shard, need.Mode));
    }

    /// <summary>Lends those whose own returning patients wait there.</summary>
    /// <param name="mayLend">Whether a specialist may be lent to a shard.</param>
    /// <param name="lend">Lends them.</param>
    /// <param name="now">The time.</param>
    public void HelpOwn(Func<StaffId, int, bool> mayLend, Action<StaffId, int> lend, DateTimeOffset now)
    {
        foreach (var (there, known) in _shards)
            if (now - known.HeardAt <= Fresh)
                foreach (var staff in known.Wanted.Where(staff => mayLend(staff, there)).ToArray())
                {
                    known.Wanted.Remove(staff);
                    lend(staff, there);
                }
    }

    /// <summary>How many there come before somebody who waits here: exactly among the first of each line, further back to a tenth.</summary>
    public int Before(WaitingSession waiting)
    {
        var before = 0;
        foreach (var known in _shards.Values)
            before += LinePlaces.Before(known.News.Places, waiting, known.News.Coverage.Waiting);
        return before;
    }

    private (LinePlace Place, int Shard, SessionMode Mode)? First(DateTimeOffset now, Func<int, SessionMode, bool> isMeant)
    {
        (LinePlace Place, int Shard, SessionMode Mode)? first = null;
        foreach (var (there, known) in _shards)
        {
            if (now - known.HeardAt > Fresh)
                continue;
            Look(known.Chats.First, there, SessionMode.Chat);
            Look(known.Calls.First, there, SessionMode.Video);
        }
        return first;

        void Look(LinePlace? place, int there, SessionMode mode)
        {
            if (place is { } one && (first is not { } best || LinePlaces.Compare(one, best.Place) < 0) && isMeant(there, mode))
                first = (one, there, mode);
        }
    }

    private int Take((LinePlace Place, int Shard, SessionMode Mode) need)
    {
        var known = _shards[need.Shard];
        (need.Mode == SessionMode.Chat ? known.Chats : known.Calls).Take();
        return need.Shard;
    }

    /// <summary>Whoever is of a higher priority comes first; of the same, who came earlier by more than is tolerated.</summary>
    private bool Precedes(LinePlace need, WaitingSession own)
    {
        var here = LinePlaces.Of(own.Wait, 0);
        return need.AtHead != here.AtHead ? need.AtHead
            : need.Priority != here.Priority ? need.Priority > here.Priority
            : need.Since + apart < here.Since;
    }

    private static bool Suits(Availability staff, SessionMode mode) => mode == SessionMode.Chat || staff.FreeUnits >= staff.Units;

    private void Sum() => Outlook = _shards.Values.Aggregate(default(QueueOutlook), (sum, known) => sum.And(known.News.Outlook));
}
