using Medzdrav.Contracts;
using Orleans.Concurrency;

namespace Medzdrav.Grains;

/// <summary>Reads the bookings behind private links.</summary>
[StatelessWorker]
internal sealed class CalendarFeedGrain(ICalendarLinks links, TimeProvider clock) : Grain, ICalendarFeedGrain
{
    /// <summary>Programs ask again and again: that they do is written this seldom.</summary>
    private static readonly TimeSpan WrittenEvery = TimeSpan.FromMinutes(10);

    /// <inheritdoc />
    public async Task<Reply<CalendarFile>> Read(string token, string? origin)
    {
        if (await links.FindAsync(LinkSecret.HashOf(token)) is not { } link)
            return Refusal.NotFound;
        var reply = await GrainFactory.GrainOf<ICalendarGrain>(link.Account.Value).Appointments(null);
        if (reply.Value is not { } own)
            return reply.Refusal!;
        if (link.UsedAt is not { } used || clock.GetUtcNow() - used >= WrittenEvery)
            await links.UsedAsync(link, clock.GetUtcNow());
        return new CalendarFile(CalendarText.Of(own.Appointments, origin));
    }
}
