using Orleans.Concurrency;

namespace Medzdrav.Contracts;

/// <summary>The life of one specialist on duty. Key: <see cref="StaffId"/>. <see cref="IConsultantGrain"/> and <see cref="IDoctorGrain"/> say which.</summary>
[Alias("ISpecialist")]
public interface ISpecialist : IGrainWithStringKey
{
    /// <summary>What the page shows when it opens.</summary>
    /// <returns>The desk, or refused: notFound.</returns>
    [Alias("Desk")] Task<Reply<DeskView>> Desk();

    /// <summary>A tab is connected, or still is: repeated by the gateway every few seconds.</summary>
    [Alias("Attach"), OneWay] Task Attach(ConnectionRef connection, IGatewayObserver gateway);

    /// <summary>A tab is gone.</summary>
    [Alias("Detach"), OneWay] Task Detach(ConnectionRef connection);

    /// <summary>Switches the duty: available, away or off. Idempotent by command. From wrapUp, available ends the wrap-up early.</summary>
    /// <returns>The duty, or refused: invalid, notFound.</returns>
    [Alias("SetDuty")] Task<Reply<DutyView>> SetDuty(CommandId command, Duty duty);

    /// <summary>Answers an offer. Accepting admits to the session; the session decides. Idempotent by command.</summary>
    /// <returns>The session's view, or refused: offerGone, busy, staleTicket, alreadyTaken, wrongRole; declining answers the refusal-free view as null and refuses with offerGone when it was too late.</returns>
    [Alias("AnswerOffer")] Task<Reply<OfferAnswer>> AnswerOffer(CommandId command, OfferId offer, bool accept);

    /// <summary>A tab confirmed that it shows the offer; only such offers count as missed.</summary>
    [Alias("OfferShown"), OneWay] Task OfferShown(OfferId offer);

    /// <summary>A queue holds out a session.</summary>
    [Alias("Offer"), OneWay] Task Offer(OfferLease lease);

    /// <summary>A queue takes an offer back.</summary>
    [Alias("Withdraw"), OneWay] Task Withdraw(OfferId offer, OfferGoneReason why);

    /// <summary>A session tells that this specialist's leg is over, or the conclusion signed.</summary>
    [Alias("SessionMoved"), OneWay] Task SessionMoved(SessionId session, bool legEnded, bool conclusionSigned);
}

/// <summary>A consultant: one call or up to three chats at a time. Key: <see cref="StaffId"/>.</summary>
[Alias("IConsultantGrain")]
public interface IConsultantGrain : ISpecialist;

/// <summary>A doctor: one session at a time. Key: <see cref="StaffId"/>.</summary>
[Alias("IDoctorGrain")]
public interface IDoctorGrain : ISpecialist
{
    /// <summary>A conclusion that this doctor wrote.</summary>
    /// <returns>The conclusion, or refused: notFound.</returns>
    [Alias("Conclusion")] Task<Reply<ConclusionView>> Conclusion(ConclusionId conclusion);
}
