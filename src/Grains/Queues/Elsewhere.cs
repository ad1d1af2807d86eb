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
    private readonly Dictionary<(StaffId Staff, int Shard), (int Number, LinePlace? Otherwise)> _resting = [];

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
        foreach (var (pair, rest) in _resting)
            if (_shards.GetValueOrDefault(pair.Shard)?.Number != rest.Number)
                _resting.Remove(pair);
        Sum();
    }

    /// <summary>A specialist came back from a shard where nobody came before those whom they are for otherwise: not lent there again for the sake of these before its next news.</summary>
    /// <param name="staff">The specialist.</param>
    /// <param name="there">The shard.</param>
    /// <param name="otherwise">The place of the first of those whom they are for otherwise; null where there was nobody.</param>
    public void Rest(StaffId staff, int there, LinePlace? otherwise)
    {
        if (_shards.TryGetValue(there, out var known))
            _resting[(staff, there)] = (known.Number, otherwise);
    }

    /// <summary>Whether a specialist is not lent to a shard now.</summary>
    /// <param name="staff">The specialist.</param>
    /// <param name="there">The shard.</param>
    /// <param name="own">The place of whom they would be asked for here; null for nobody.</param>
    public bool Rests(StaffId staff, int there, LinePlace? own = null) =>
        _resting.TryGetValue((staff, there), out var rest) && _shards.GetValueOrDefault(there)?.Number == rest.Number
        && (rest.Otherwise is not { } otherwise || own is not { } place || LinePlaces.Compare(place, otherwise) <= 0);

    /// <summary>The shard that a specialist is lent to rather than asked for somebody here; null for none. Whoever is waited for there counts as helped from then on.</summary>
    /// <param name="staff">The specialist.</param>
    /// <param name="own">The place of whom they would be asked for here.</param>
    /// <param name="now">The time.</param>
    public int? Take(Availability staff, LinePlace own, DateTimeOffset now) =>
        First(now, (there, mode) => IsFor(staff, mode) && !Rests(staff.Staff, there, own)) is { } need && Precedes(need.Place, own) ? Take(need) : null;

    /// <summary>The place of the first whom a specialist could be lent for in other shards than one; null for nobody.</summary>
    public LinePlace? First(Availability staff, int besides, DateTimeOffset now) => First(now, (there, mode) => there != besides && IsFor(staff, mode) && !Rests(staff.Staff, there))?.Place;

    /// <summary>Whether a chat there comes before a call here.</summary>
    public bool HasChatBefore(WaitingSession call, DateTimeOffset now) =>
        First(now, static (_, mode) => mode == SessionMode.Chat) is { } chat && Precedes(chat.Place, LinePlaces.Of(call.Wait, 0));

    /// <summary>Whether somebody comes first: of a higher priority, or of the same and come earlier by more than is tolerated.</summary>
    public bool Precedes(LinePlace one, LinePlace other) =>
        one.AtHead != other.AtHead ? one.AtHead
        : one.Priority != other.Priority ? one.Priority > other.Priority
        : one.Since + apart < other.Since;

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

    private static bool IsFor(Availability staff, SessionMode mode) => mode == SessionMode.Chat || staff.FreeUnits >= staff.Units;

    private void Sum() => Outlook = _shards.Values.Aggregate(default(QueueOutlook), (sum, known) => sum.And(known.News.Outlook));
}
