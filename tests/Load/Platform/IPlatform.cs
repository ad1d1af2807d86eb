using Medzdrav.Contracts;

namespace Medzdrav.Tests.Load;

/// <summary>Where the people go: a cluster in this process, or running hosts.</summary>
internal interface IPlatform : IAsyncDisposable
{
    /// <summary>In a word, for tables.</summary>
    string Name { get; }

    /// <summary>The limits in force there.</summary>
    Limits Limits { get; }

    /// <summary>Everybody who may go on duty.</summary>
    IReadOnlyList<Colleague> Staff { get; }

    /// <summary>Calls without signing in.</summary>
    Task<Credential> VisitAsync();

    /// <summary>Signs an insured person in.</summary>
    Task<Credential> SignInAsync(string phone);

    /// <summary>Signs a specialist in.</summary>
    Task<Credential> SignInAsync(Colleague colleague);

    /// <summary>Connects a device. Dropping it is <see cref="IAsyncDisposable.DisposeAsync"/>.</summary>
    Task<ILine> ConnectAsync(Credential credential, IListener listener);

    /// <summary>The database, for checks; null where it cannot be read.</summary>
    Stored? Stored { get; }

    /// <summary>Where documents are put; null where nothing but grains runs.</summary>
    IMedcards? Medcards { get; }
}

/// <summary>Somebody who works here.</summary>
/// <param name="Login">How they sign in.</param>
/// <param name="Queue">Whom they answer.</param>
internal sealed record Colleague(string Login, QueueKind Queue);

/// <summary>A person's identity to the platform, once signed in.</summary>
/// <param name="Participant">The person's name in a session.</param>
/// <param name="Caller">For a cluster: who calls.</param>
/// <param name="Token">For a gateway: the bearer token.</param>
/// <param name="Patient">The insured person of the account, or null.</param>
/// <param name="Queue">For specialists: whom they answer.</param>
internal sealed record Credential(ParticipantId Participant, Caller Caller, string Token, PatientId? Patient, QueueKind? Queue);

/// <summary>A connection: the calls that people make, named as the hub names them.</summary>
internal interface ILine : IAsyncDisposable
{
    Task<Reply<SessionView>> OpenSession(CommandId command, SessionMode mode);

    Task<Reply<JoinAnswer>> JoinSession(SessionId session, long afterSequence);

    Task<Reply<MessageReceipt>> SendMessage(CommandId command, SessionId session, string text);

    Task<Reply<Done>> MarkRead(SessionId session, long sequence);

    Task<Reply<SessionView>> ConfirmConsent(CommandId command, SessionId session, string textVersion);

    Task<Reply<SessionView>> LeaveSession(CommandId command, SessionId session);

    Task<Reply<DutyView>> SetDuty(CommandId command, Duty duty);

    Task<Reply<OfferAnswer>> AnswerOffer(CommandId command, OfferId offer, bool accept);

    Task OfferShown(OfferId offer);

    Task<Reply<SessionView>> RequestConsent(CommandId command, SessionId session);

    Task<Reply<SessionView>> Transfer(CommandId command, SessionId session, QueueKind to, string reason);

    Task<Reply<SessionView>> CloseSession(CommandId command, SessionId session, CloseReason outcome);

    Task<Reply<SessionView>> EndConsultation(CommandId command, SessionId session);

    Task<Reply<ConclusionView>> SaveConclusion(CommandId command, SessionId session, ConclusionText text);

    Task<Reply<ConclusionView>> SignConclusion(CommandId command, SessionId session);

    Task<Reply<FoundSlots>> FindSlots(SlotQuery query);

    Task<Reply<AppointmentView>> Book(CommandId command, BookingOrder order);

    Task<Reply<Done>> TakeCall(SessionId session);

    Task<Reply<Done>> ResumeCall(SessionId session, CarriedCall[] calls);

    Task Signal(SessionId session, ParticipantId to, SignalPayload payload);
}

/// <summary>The news that a connection is told. Called from any thread, and never waited for.</summary>
internal interface IListener
{
    void Happened(SessionId session, SessionEventView happened);

    /// <summary>Where the client should be in a session.</summary>
    void Checked(SessionId session, long sequence);

    void Offered(OfferView offer);

    void OfferGone(OfferId offer, OfferGoneReason why);

    void DutyChanged(DutyView duty, DutyChangeReason why);

    void CallReady(SessionId session, CallReady ready);

    void Signalled(SessionId session, ParticipantId from, SignalPayload payload);

    /// <summary>The connection ended, and nobody here asked for it.</summary>
    void Lost();
}
