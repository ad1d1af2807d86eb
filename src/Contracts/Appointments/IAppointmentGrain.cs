namespace Medzdrav.Contracts;

/// <summary>The day of a booked consultation (S4.3–S5.1): its reminder, its start, and its end where nobody can be connected. Key: <see cref="AppointmentId"/>. The sweep wakes it at each of its moments; the record says what was done, so that a repeat does nothing.</summary>
[Alias("IAppointmentGrain")]
public interface IAppointmentGrain : IWakes;
