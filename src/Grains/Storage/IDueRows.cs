using Medzdrav.Contracts;

namespace Medzdrav.Grains;

/// <summary>When grains are to be woken. A row is written in the transaction that makes something due; the sweep wakes the grain of that kind and key, and the row goes when the grain says so.</summary>
internal interface IDueRows
{
    /// <summary>Writes a due row by itself, as from the console beside the running server. With a row of the same kind and key the earlier of both instants stands: a grain may be woken early, never late.</summary>
    /// <exception cref="StorageUnavailableException">The database does not answer within 3 s; the outcome is unknown.</exception>
    Task PutAsync(Due due);
}

/// <summary>A grain is to be woken. As a <see cref="RecordChange"/> it is stored with the commit that makes it due.</summary>
/// <param name="Kind">Which kind of grain: a registered <see cref="WakeKind"/>. A silo leaves kinds that it does not know to others.</param>
/// <param name="Key">The grain's key.</param>
/// <param name="At">When, by the platform's clock.</param>
internal sealed record Due(string Kind, string Key, DateTimeOffset At) : RecordChange
{
    /// <summary>Due at once, whatever the writing machine's clock says.</summary>
    public static Due AtOnce(string kind, string key) => new(kind, key, DateTimeOffset.UnixEpoch);
}

/// <summary>A kind of grains that the sweep can wake; registered as a singleton, one for each kind.</summary>
/// <param name="Name">As in the due rows.</param>
/// <param name="GrainOf">The grain of a key.</param>
internal sealed record WakeKind(string Name, Func<IGrainFactory, string, IWakes> GrainOf)
{
    /// <summary>Sessions. Their due rows are the column <c>next_deadline</c> of their own rows, which their commits write anyway.</summary>
    public const string Session = "session";

    /// <summary>Messages to people's phones (<see cref="INotices"/>).</summary>
    public const string Notice = "notice";

    /// <summary>Staff members whose record changed.</summary>
    public const string Staff = "staff";

    /// <summary>Insured persons who got another number to sign in by while a session of theirs is open.</summary>
    public const string Patient = "patient";

    /// <summary>Accounts whose number everybody left.</summary>
    public const string Account = "account";

    /// <summary>Tasks that somebody took (<see cref="ICallbackGrain"/>).</summary>
    public const string Callback = "callback";

    /// <summary>The key of <see cref="ICallbackGrain"/> that stands for no task: whoever writes tasks elsewhere wakes it, and consultants are told.</summary>
    public const string NewTasks = "new";

    /// <summary>Tasks about bookings, and those that were put off (<see cref="ITellingGrain"/>).</summary>
    public const string Telling = "telling";

    /// <summary>Files on their way into Medcards (<see cref="IUploads"/>).</summary>
    public const string Upload = "upload";

    /// <summary>Booked consultations, at each moment of their day (<see cref="IAppointmentGrain"/>).</summary>
    public const string Appointment = "appointment";

    /// <summary>The watch over the duty (<see cref="IRosterAlarmsGrain"/>): its one row is there from the schema on.</summary>
    public const string RosterAlarms = "rosterAlarms";

    /// <summary>A kind that is served by the grains of one interface.</summary>
    public static WakeKind Of<T>(string name) where T : IWakes => new(name, static (grains, key) => grains.GrainOf<T>(key));
}
