using Medzdrav.Contracts;
using Microsoft.Extensions.Options;

namespace Medzdrav.Grains;

/// <summary>The free slots as a silo knows them: what changed in the records is read again when a search finds its knowledge older than half a second, and after a booking of this silo. The database decides who gets a slot; this only finds it.</summary>
internal sealed class SlotBook(IStaffRecords staff, IRosters rosters, IAppointments appointments, IOptions<LimitOptions> options, TimeProvider clock) : IDisposable
{
    private static readonly TimeSpan RememberFor = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan RememberStaffFor = TimeSpan.FromSeconds(5);

    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly Dictionary<StaffId, RosterRecord> _rosters = [];
    private readonly Dictionary<StaffId, (string Name, bool IsEnabled, string Specialties)> _doctors = [];
    private SlotIndex? _index;
    private DateTimeOffset _readAt = DateTimeOffset.UnixEpoch;
    private DateTimeOffset _staffReadAt = DateTimeOffset.UnixEpoch;
    private volatile bool _isStale;
    private volatile bool _isStaffStale;

    /// <summary>The soonest free slots that are wished for, at most <paramref name="limit"/> and one more.</summary>
    /// <exception cref="StorageUnavailableException">The database does not answer within 3 s.</exception>
    public Task<IReadOnlyList<FreeSlot>> FindAsync(SlotWish wish, int limit) => AskAsync(index => index.Find(wish, limit));

    /// <summary>All who have booking hours ahead, by name.</summary>
    /// <exception cref="StorageUnavailableException">The database does not answer within 3 s.</exception>
    public Task<IReadOnlyList<BookableDoctor>> DoctorsAsync() => AskAsync(index => index.Doctors);

    /// <summary>Knows all of it before anybody searches.</summary>
    /// <exception cref="StorageUnavailableException">The database does not answer within 3 s.</exception>
    public Task WarmAsync() => AskAsync(static index => index.Until);

    /// <summary>Something was booked, moved or cancelled in this silo, or found to be taken: the next search sees it.</summary>
    public void Renew() => _isStale = true;

    /// <summary>A doctor who was found can't be booked: the next search knows rosters and members anew.</summary>
    public void RenewDoctors() => _isStale = _isStaffStale = true;

    public void Dispose() => _turn.Dispose();

    private async Task<T> AskAsync<T>(Func<SlotIndex, T> question)
    {
        await _turn.WaitAsync();
        try
        {
            return question(await NowAsync());
        }
        finally
        {
            _turn.Release();
        }
    }

    private async Task<SlotIndex> NowAsync()
    {
        var now = clock.GetUtcNow();
        if (_index is { } known && !_isStale && now - _readAt < RememberFor && now >= _readAt)
            return known;
        _isStale = false;
        try
        {
            return _index = await ReadAsync(now);
        }
        catch
        {
            // Half of what changed may be known: all of it is read again.
            (_index, _isStale) = (null, true);
            throw;
        }
    }

    private async Task<SlotIndex> ReadAsync(DateTimeOffset now)
    {
        // The window moves once a day.
        var isNew = _index is null || _index.Until < now + options.Value.BookingAhead;
        var index = isNew ? new SlotIndex(now.AddDays(-1), now + options.Value.BookingAhead + TimeSpan.FromDays(1)) : _index!;
        var since = isNew ? DateTimeOffset.UnixEpoch : _readAt;
        var changed = new HashSet<StaffId>();
        foreach (var roster in await rosters.ChangedSinceAsync(since))
            if (!_rosters.TryGetValue(roster.Staff, out var before) || before.Version != roster.Version || isNew)
            {
                _rosters[roster.Staff] = roster;
                changed.Add(roster.Staff);
            }
        if (now - _staffReadAt >= RememberStaffFor || changed.Count > 0 || isNew || _isStaffStale)
            changed.UnionWith(await MovedStaffAsync(now));
        foreach (var doctor in changed)
            if (_rosters.TryGetValue(doctor, out var roster) && _doctors.TryGetValue(doctor, out var known))
                index.Plan(doctor, known.Name, known.IsEnabled ? roster.Plan : null, known.Specialties.Split(','));
        index.Book([.. (await appointments.ChangedSinceAsync(since, index.From)).Select(span =>
            new BookedTime(span.Appointment, span.Doctor, Quarters.Of(span.StartsAt), span.Stands ? 1 + span.BufferMinutes / Quarters.Minutes : 0))]);
        _readAt = now;
        return index;
    }

    /// <summary>The members whose name or standing changed since they were read.</summary>
    private async Task<IReadOnlyCollection<StaffId>> MovedStaffAsync(DateTimeOffset now)
    {
        _isStaffStale = false;
        var moved = new List<StaffId>();
        foreach (var member in await staff.AllAsync())
        {
            var standing = (member.Name, member.IsEnabled, string.Join(',', RosterRules.SpecialtiesOf(member.Standing)));
            if (_doctors.TryGetValue(member.Id, out var before) && before == standing)
                continue;
            _doctors[member.Id] = standing;
            moved.Add(member.Id);
        }
        _staffReadAt = now;
        return moved;
    }
}
