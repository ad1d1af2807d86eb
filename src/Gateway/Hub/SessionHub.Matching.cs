using Medzdrav.Contracts;

namespace Medzdrav.Gateway;

public sealed partial class SessionHub
{
    private ISpecialist Specialist => Here.Specialist(grains)!;

    /// <summary>The first content of a specialist's page.</summary>
    [Needs(Right.Answer)]
    public Task<Reply<DeskView>> Desk() => Ask(() => Specialist.Desk());

    /// <summary>Switches the duty.</summary>
    [Needs(Right.Answer)]
    public Task<Reply<DutyView>> SetDuty(CommandId commandId, Duty duty) => Ask(() => Specialist.SetDuty(commandId, duty));

    /// <summary>Takes or declines an offer.</summary>
    [Needs(Right.Answer)]
    public Task<Reply<OfferAnswer>> AnswerOffer(CommandId commandId, OfferId offerId, bool accept) => Ask(() => Specialist.AnswerOffer(commandId, offerId, accept));

    /// <summary>Confirms that this tab shows the offer.</summary>
    [Needs(Right.Answer)]
    public Task OfferShown(OfferId offerId) => Specialist.OfferShown(offerId);
}
