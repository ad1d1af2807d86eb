using Orleans.Concurrency;

namespace Medzdrav.Contracts;

/// <summary>The booked patients who wait for this specialist and nobody else. Part of <see cref="ISpecialist"/>. Both calls are hints: the sessions' rows are the truth.</summary>
[Alias("ISpecialistBookings")]
public interface ISpecialistBookings : IGrainWithStringKey
{
    /// <summary>A session waits for this specialist: it began to, or its mode or the patient's presence is another one. It rings until it is answered or withdrawn, whatever the duty is, as long as a tab is open and there is room.</summary>
    [Alias("Await"), OneWay] Task Await(WaitingSession waiting);

    /// <summary>A session waits for this specialist no more under this ticket.</summary>
    [Alias("AwaitNoMore"), OneWay] Task AwaitNoMore(SessionId session, long ticket);
}
