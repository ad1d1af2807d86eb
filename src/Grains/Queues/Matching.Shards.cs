using Medzdrav.Contracts;

namespace Medzdrav.Grains;

/// <summary>A shard of a split queue: whoever is free here is lent, for one offer, to where somebody waits who comes first.</summary>
internal sealed partial class Matching
{
    /// <summary>The most of those who wait for nobody in particular that the news list.</summary>
    public const int NeedsListed = 32;

    /// <summary>A specialist who says so long after being lent that they are free has no offer: it got lost with a silo.</summary>
    private static readonly TimeSpan OfferedWithin = TimeSpan.FromSeconds(2);

    private readonly Dictionary<StaffId, (int Shard, DateTimeOffset At, LinePlace? Otherwise)> _lent = [];
    private readonly Dictionary<StaffId, LinePlace?> _borrowed = [];
    private readonly List<(Loan Loan, int Shard)> _loans = [];
    private readonly List<LoanEnd> _ended = [];

    /// <summary>The other shards; null where the queue is not split.</summary>
    public Elsewhere? Elsewhere => elsewhere;

    /// <summary>The sums over the specialists of all shards.</summary>
    public QueueOutlook Outlook => elsewhere is null ? Board.Outlook : Board.Outlook.And(elsewhere.Outlook);

    /// <summary>How many wait in all shards.</summary>
    public int Waiting => Line.Count + (elsewhere?.Waiting ?? 0);

    /// <summary>How many specialists are lent now.</summary>
    public int Lent => _lent.Count;

    /// <summary>How it stands here, for the other shards.</summary>
    /// <param name="coverage">How this shard is covered.</param>
    public ShardNews News(QueueCoverage coverage)
    {
        var (chats, calls) = (LinePlaces.First(_ready.Chats, NeedsListed), LinePlaces.First(_ready.Calls, NeedsListed));
        return new ShardNews(
            elsewhere!.Here.Number, chats, _ready.Chats.Count - chats.Length, calls, _ready.Calls.Count - calls.Length, [.. Wanted], LinePlaces.Of(Line.InOrder), coverage, Board.Outlook);
    }

    /// <summary>How many wait here, may be answered, and have nobody: for anybody, and for specialists of other shards.</summary>
    public (int Anybody, int Own) Needs => (_ready.Chats.Count + _ready.Calls.Count, elsewhere is null ? 0 : Wanted.Count());

    /// <summary>Another shard lends a specialist: for the first here, unless those whom the specialist is for otherwise come before; then back at once.</summary>
    public void Borrow(Loan loan, DateTimeOffset now)
    {
        var staff = loan.Specialist.Staff;
        if (elsewhere is null || elsewhere.Here.Has(staff) || Board.IsAsked(staff))
        {
            EndLoan(staff, wasAsked: false);
            return;
        }
        Board.Borrow(loan.Specialist, now);
        _borrowed[staff] = loan.Otherwise;
        _ready.Reconsider(staff, Board);
    }

    /// <summary>A specialist who was lent comes back.</summary>
    public void TakeBack(LoanEnd end, DateTimeOffset now)
    {
        if (!_lent.TryGetValue(end.Staff, out var loan) || loan.Shard != end.Shard)
            return;
        if (!end.WasAsked)
            elsewhere!.Rest(end.Staff, end.Shard, loan.Otherwise);
        if (end.FreeUnits is { } left)
            Board.Took(end.Staff, left, exceeds: false, now);
        Release(end.Staff);
    }

    /// <summary>The loans made since this was asked.</summary>
    public IReadOnlyList<(Loan Loan, int Shard)> TakeLoans() => Taken(_loans);

    /// <summary>The loans that ended since this was asked, for the shards whose specialists they are.</summary>
    public IReadOnlyList<LoanEnd> TakeEnded() => Taken(_ended);

    private IEnumerable<StaffId> Wanted => _ready.OwnSpecialists.Where(staff => !elsewhere!.Here.Has(staff));

    /// <summary>A specialist who was lent says how free they are: an offer would leave them no unit.</summary>
    private void HearOfLent(Availability availability, DateTimeOffset now)
    {
        if (availability is { TakesOffers: true, FreeUnits: > 0 } && _lent.TryGetValue(availability.Staff, out var loan) && now - loan.At >= OfferedWithin)
            Release(availability.Staff);
    }

    /// <summary>Loans of which nothing more was heard.</summary>
    private void EndLoans(DateTimeOffset now)
    {
        foreach (var (staff, loan) in _lent)
            if (now - loan.At > terms.Asking + OfferedWithin)
                Release(staff);
    }

    /// <summary>Returning patients elsewhere come before all who wait for anybody, as they do here.</summary>
    private void LendToOwn(DateTimeOffset now) => elsewhere?.HelpOwn(
        (staff, there) => elsewhere.Here.Has(staff) && Board.MayAsk(staff) && !_ready.IsAwaited(staff) && !elsewhere.Rests(staff, there),
        (staff, there) => Lend(Board.Find(staff)!, there, FirstOf(Earliest(_ready.Chats, _ready.Calls), Board.Find(staff)!, there, now), now), now);

    /// <summary>Whether a specialist is not for somebody here, because somebody elsewhere comes first.</summary>
    private bool GoesElsewhere(WaitingSession waiting, Availability staff, DateTimeOffset now)
    {
        // A specialist who is kept for a call that chats have passed for long enough is for that call.
        if (elsewhere is null || waiting.Wait.Preferred == staff.Staff || staff.Staff == Board.Kept)
            return false;
        var own = LinePlaces.Of(waiting.Wait, 0);
        if (_borrowed.TryGetValue(staff.Staff, out var otherwise))
        {
            if (otherwise is not { } others || !elsewhere.Precedes(others, own))
                return false;
            GiveBack(staff.Staff);
            return true;
        }
        if (elsewhere.Take(staff, own, now) is not { } shard)
            return false;
        Lend(staff, shard, FirstOf(own, staff, shard, now), now);
        return true;
    }

    /// <summary>The first whom a specialist is for who is lent to a shard: of those here, and of those in the other ones to whom nobody was lent yet.</summary>
    private LinePlace? FirstOf(LinePlace? here, Availability staff, int besides, DateTimeOffset now) =>
        elsewhere!.First(staff, besides, now) is { } next && (here is not { } own || LinePlaces.Compare(next, own) < 0) ? next : here;

    private static LinePlace? Earliest(IReadOnlyCollection<WaitingSession> chats, IReadOnlyCollection<WaitingSession> calls) =>
        chats.Take(1).Concat(calls.Take(1)).Order(WaitingLine.Order).Select(waiting => (LinePlace?)LinePlaces.Of(waiting.Wait, 0)).FirstOrDefault();

    /// <summary>Whoever is left without anybody here is for those elsewhere; who was borrowed goes back.</summary>
    private void LendIdle(DateTimeOffset now)
    {
        if (elsewhere is null)
            return;
        foreach (var staff in _borrowed.Keys.ToArray())
            GiveBack(staff);
        if (!Board.HasFreeFor(SessionMode.Chat))
            return;
        elsewhere.Help(
            (there, mode) => Board.First(mode, staff => staff == Board.Kept || elsewhere.Rests(staff, there)),
            (staff, there) => Lend(staff, there, elsewhere.First(staff, besides: there, now), now), now);
    }

    private void Lend(Availability staff, int shard, LinePlace? otherwise, DateTimeOffset now)
    {
        _lent[staff.Staff] = (shard, now, otherwise);
        Board.Ask(staff.Staff);
        _ready.Reconsider(staff.Staff, Board);
        _loans.Add((new Loan(staff, otherwise), shard));
    }

    private void Release(StaffId staff)
    {
        _lent.Remove(staff);
        Board.Release(staff);
        _ready.Reconsider(staff, Board);
    }

    /// <summary>A borrowed specialist is here no more: asked, or not needed.</summary>
    private void GiveBack(StaffId staff)
    {
        _borrowed.Remove(staff);
        Board.Part(staff);
        _ready.Reconsider(staff, Board);
        if (!Board.IsAsked(staff))
            EndLoan(staff, wasAsked: false);
    }

    private void EndLoan(StaffId staff, bool wasAsked, int? freeUnits = null)
    {
        if (elsewhere is { } others && !others.Here.Has(staff))
            _ended.Add(new LoanEnd(staff, others.Here.Number, wasAsked, freeUnits));
    }

    private static T[] Taken<T>(List<T> list)
    {
        if (list.Count == 0)
            return [];
        T[] taken = [.. list];
        list.Clear();
        return taken;
    }
}
