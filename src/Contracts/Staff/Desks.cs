namespace Medzdrav.Contracts;

/// <summary>Finds the grains of people and queues: specialists by their desk, queues by their kind.</summary>
public static class Desks
{
    /// <summary>A staff member at work at a desk.</summary>
    public static ISpecialist SpecialistAt(this IGrainFactory grains, Desk desk, StaffId staff) => desk == Desk.Consultant
        ? grains.GrainOf<IConsultantGrain>(staff.Value)
        : grains.GrainOf<IDoctorGrain>(staff.Value);

    /// <summary>The queue of a kind. Its key is the kind's word.</summary>
    public static IQueueGrain QueueOf(this IGrainFactory grains, QueueKind queue) => grains.GrainOf<IQueueGrain>(Words.Of(queue));
}
