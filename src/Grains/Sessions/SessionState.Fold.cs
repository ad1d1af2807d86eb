using System.Collections.Immutable;
using System.Text;
using Medzdrav.Contracts;

namespace Medzdrav.Grains;

/// <remarks>The fold: how each event changes a session.</remarks>
internal sealed partial record SessionState
{
    /// <summary>An event takes so much of a session, beside a message's text.</summary>
    private const int EventBytes = 200;

    /// <summary>The state after one more event.</summary>
    public SessionState Apply(SessionEvent happened)
    {
        if (happened.Sequence != Sequence + 1)
            throw new InvalidOperationException($"Event {happened.Sequence} does not follow {Sequence} in session {Id}.");
        // Messages are the most, and get by with one copy.
        return happened.Fact is Message message
            ? this with { Sequence = happened.Sequence, Messages = Messages + 1, LastMessage = happened.Sequence, Bytes = Bytes + BytesOf(message.Text) }
            : (this with { Sequence = happened.Sequence, Bytes = Bytes + EventBytes }).With(happened);
    }

    /// <summary>How much a message takes of what a session may hold.</summary>
    public static long BytesOf(string text) => EventBytes + Encoding.UTF8.GetByteCount(text);

    private SessionState With(SessionEvent happened) => happened.Fact switch
    {
        Opened fact => Open(fact, happened),
        PatientChosen fact => Choose(fact.Patient),
        SignInCodeSent fact => this with { CodeSentTo = fact.MaskedPhone },
        PatientSignedIn fact => this with { Owner = Caller.Of(fact.Account), Visitor = Owner, CodeSentTo = null },
        LoginChanged fact => Follow(fact, happened.At),
        LoginFound fact => this with { Owner = Caller.Of(fact.Account), IsOwnNumber = false },
        TalkStarted fact => this with { Leg = Leg! with { EndsAt = fact.EndsAt, TalkStartedAt = fact.StartedAt } },
        Identified fact => this with { Identified = fact.PatientId },
        Queued fact => Await(fact.Wait, happened.Sequence),
        LegStarted fact => Begin(fact, happened.Sequence),
        LegEnded fact => this with
        {
            Leg = null,
            Companion = null,
            Consultations = Ended(happened.At),
            Participants = Participants.Staying(),
            MissedAt = fact.Reason == LegEndReason.NotReturned ? happened.At : MissedAt,
        },
        CompanionLeft fact => this with { Companion = null, Participants = Participants.Without(fact.ParticipantId) },
        Read fact => this with { ReadUpTo = ReadUpTo.SetItem(happened.By, fact.UpTo) },
        ConsentRequested fact => this with { ConsentRequested = fact.TextVersion, ConsentDeclined = null, ConsentRequestedAt = happened.At },
        ConsentConfirmed fact => this with { ConsentConfirmed = fact.TextVersion, ConsentRequested = null, ConsentDeclined = null },
        ConsentDeclined fact => this with { ConsentDeclined = fact.TextVersion },
        ConsentWithdrawn => this with { ConsentConfirmed = null, ConsentRequested = null, ConsentDeclined = null },
        Transferred fact => this with { Reason = fact.Reason },
        ModeChanged fact => this with { Mode = fact.Mode, Leg = Leg is not null && fact.Slots is { } slots ? Leg with { Slots = [.. slots] } : Leg },
        ConnectionChecked => this,
        CallRecord => this with { CallRecords = CallRecords + 1 },
        Dropped fact => this with { Participants = Participants.Change(fact.ParticipantId, participant => participant with { AwaySince = fact.Since }) },
        Rejoined fact => this with { Participants = Participants.Change(fact.ParticipantId, participant => participant with { AwaySince = null }) },
        LimitWarning fact => this with { Leg = Leg! with { WarnedSeconds = fact.SecondsLeft } },
        ConclusionSaved fact => this with { Consultations = Change(fact.ConclusionId, consulted => consulted with { IsBegun = true }) },
        ConclusionSigned fact => this with { Consultations = Change(fact.ConclusionId, consulted => consulted with { SignedAt = happened.At }) },
        SessionClosed fact => this with { Consultations = Ended(happened.At), Companion = null, Phase = SessionPhase.Closed, CloseReason = fact.Reason, ContinuedIn = fact.ContinuedIn, ClosedAt = happened.At, Waiting = null, Ticket = 0, Leg = null, Participants = Participants.PatientOnly() },
        DocumentAdded fact => this with { Documents = Documents.Add(fact.DocumentId), DocumentsAwaited = null },
        DocumentsAsked fact => this with { DocumentsAwaited = fact.What, DocumentsAskedAt = happened.At },
        DocumentsWaived => this with { DocumentsAwaited = null },
        ITellsOfBooking fact => Told(fact),
        AppointmentAttached fact => Attach(fact.Appointment),
        Rated fact => this with { Stars = fact.Stars },
        CallBackAsked fact => this with { CallBack = fact.By, PageOrigin = fact.Origin ?? PageOrigin },
        CalledBack fact => this with { Called = new CalledIn(Leg?.Ticket ?? Ticket, fact.Place), IsSmsSpent = IsSmsSpent || fact.By == CallBackBy.Sms },
        Returned fact => Return(fact, happened.Sequence),
        SupervisorJoined fact => this with { Participants = Participants.Add(new Participant(fact.ParticipantId, ParticipantRole.Supervisor, fact.Name, Reached.Online)) },
        SupervisorLeft fact => this with { Participants = Participants.Without(fact.ParticipantId) },
        Raised => this with { Waiting = Waiting! with { Priority = Wait.RaisedPriority } },
        Lowered => this with { Waiting = Waiting! with { Priority = Waiting.Booked is null ? 0 : Wait.BookedPriority } },
        DoctorUnanswered => this with { UnansweredTicket = Ticket },
        // Offers, idle commands and corrections are on record; they change nothing that is decided on.
        Offered or Unchanged or ConclusionCorrected => this,
        _ => throw new InvalidOperationException($"No fold for {happened.Fact.GetType().Name}."),
    };

    private SessionState Open(Opened fact, SessionEvent happened) => this with
    {
        Mode = fact.Mode,
        Owner = fact.Owner,
        OpenedUnder = fact.Insurer,
        Insurer = fact.Insurer,
        OpenedAt = happened.At,
        Phone = fact.Phone,
        IsOwnNumber = fact.Mode == SessionMode.Phone && fact.Owner.Kind == CallerKind.Account,
        Participants = [new Participant(ParticipantId.Patient, ParticipantRole.Patient, null, fact.Mode == SessionMode.Phone ? Reached.Phone : Reached.Online)],
    };

    private SessionState Choose(PatientSnapshot patient) => this with
    {
        Patient = patient,
        Insurer = patient.Insurer ?? Insurer,
        ConsentConfirmed = patient.ConsentVersion,
        ConsentRequested = null,
        ConsentDeclined = null,
        Participants = Participants.Change(ParticipantId.Patient, participant => participant with { Name = patient.Name }),
    };

    /// <summary>The patient is away until somebody comes by the new number.</summary>
    private SessionState Follow(LoginChanged fact, DateTimeOffset at) => this with
    {
        Owner = Caller.Of(fact.Account),
        Visitor = null,
        IsOwnNumber = false,
        FormerOwners = Visitor is { } visitor ? [.. FormerOwners, Owner, visitor] : [.. FormerOwners, Owner],
        Patient = Patient! with { ConsentBy = fact.ConsentBy },
        ConsentDeclined = null,
        Participants = IsOpen
            ? Participants.Change(ParticipantId.Patient, patient => patient.Reached == Reached.Phone ? patient : patient with { AwaySince = at })
            : Participants,
    };

    /// <summary>A booking that was moved or cancelled is carried no more; it comes again when its new time is near.</summary>
    private SessionState Told(ITellsOfBooking fact) => this with
    {
        Bookings = Bookings.SetItem(fact.Visit.AppointmentId, fact.Visit.Version),
        Appointment = fact is not AppointmentBooked && Appointment?.AppointmentId == fact.Visit.AppointmentId ? null : Appointment,
    };

    /// <summary>A patient who waits already waits before plain contacts from now on.</summary>
    private SessionState Attach(BookedConsultation appointment) => this with { Appointment = appointment, Waiting = Waiting is null ? null : With(Waiting, appointment) };

    private static Wait With(Wait wait, BookedConsultation appointment) => wait with { Booked = appointment, Priority = Math.Max(wait.Priority, Wait.BookedPriority) };

    private SessionState Await(Wait wait, long ticket)
    {
        var staying = Participants.Staying();
        return this with
        {
            Phase = wait.For.Queue == QueueKind.Consultant ? SessionPhase.WaitingForConsultant : SessionPhase.WaitingForDoctor,
            Leg = null,
            Companion = wait.Companion is { } stays ? new Companion(stays, null) : null,
            Waiting = Appointment is null ? wait : With(wait, Appointment),
            Ticket = ticket,
            Participants = wait.Companion is { } companion ? staying.Add(Participant.Of(companion)) : staying,
        };
    }

    private SessionState Begin(LegStarted fact, long sequence)
    {
        var awaiting = fact.ReturnsBy is { } until && Waiting is { } wait ? new Awaiting(until, wait) : null;
        var leg = new Leg(fact.Kind, fact.Staff, Waiting?.Terms ?? LegTerms.Unlimited, fact.StartedAt, fact.EndsAt, [.. fact.Slots], Ticket, int.MaxValue, Awaiting: awaiting);
        var begun = this with
        {
            Leg = leg,
            Waiting = null,
            Ticket = 0,
            Companion = Companion is null ? null : Companion with { Until = fact.CompanionUntil },
            Participants = Participants.Meet(Participant.Of(fact.Staff)),
            Met = Met.Add(fact.Staff.StaffId),
        };
        begun = begun with { Phase = fact.Kind switch { LegKind.Intake => SessionPhase.Intake, LegKind.FollowUp => SessionPhase.FollowUp, _ => SessionPhase.Consultation } };
        // Until the patient is there, nobody has talked with them.
        return awaiting is null ? begun.Meet(leg, sequence) : begun;
    }

    /// <summary>The specialist of a leg is with the patient.</summary>
    private SessionState Meet(Leg leg, long sequence) => leg.Kind == LegKind.Consultation
        ? this with { Leg = leg, Consultations = Consultations.Add(new Consulted(leg.Staff, leg.StartedAt, ConclusionOf(leg.Staff.StaffId, sequence))) }
        : this with { Leg = leg, Consultant = leg.Staff.StaffId };

    private SessionState Return(Returned fact, long sequence)
    {
        var back = this with { MissedAt = null, Participants = Participants.Change(ParticipantId.Patient, patient => patient with { AwaySince = null }) };
        return Leg is { Awaiting: not null } leg && fact.StartedAt is { } startedAt ? back.Meet(leg with { StartedAt = startedAt, EndsAt = fact.EndsAt, Awaiting = null }, sequence) : back;
    }

    /// <summary>A doctor's first consultation keeps the id that it had when a session knew one conclusion of each doctor: conclusions begun then are found.</summary>
    private ConclusionId ConclusionOf(StaffId doctor, long sequence) =>
        Consultations.Any(consulted => consulted.Doctor.StaffId == doctor) ? Conclusions.IdOf(Id, doctor, sequence) : Conclusions.IdOf(Id, doctor);

    private ImmutableArray<Consulted> Ended(DateTimeOffset at) =>
        Leg is { Kind: LegKind.Consultation, Awaiting: null } ? Consultations.SetItem(Consultations.Length - 1, Consultations[^1] with { EndedAt = at }) : Consultations;

    private ImmutableArray<Consulted> Change(ConclusionId conclusion, Func<Consulted, Consulted> change) =>
        [.. Consultations.Select(consulted => consulted.Conclusion == conclusion ? change(consulted) : consulted)];
}
