using Medzdrav.Contracts;
using Medzdrav.Grains;

namespace Medzdrav.Tests.Rules;

/// <summary>A queue that a test fills and asks, without grains.</summary>
public abstract class QueueOnPaper
{
    protected static readonly DateTimeOffset Noon = Given.Noon;
    protected static readonly TimeSpan Asking = TimeSpan.FromSeconds(22);

    private protected Matching Queue { get; } = new(new MatchingTerms(
        Asking, DeclinedFor: TimeSpan.FromSeconds(5), Remembered: TimeSpan.FromSeconds(40), CallPassed: TimeSpan.FromSeconds(60), UsualHandling: TimeSpan.FromMinutes(4)));

    protected string[] Decide(int at = 0) =>
        [.. Queue.Decide(Noon.AddSeconds(at)).Select(lease => $"{lease.Waiting.SessionId.Value}:{lease.Staff.Value}")];

    protected void OnDuty(string staff, int idleFor = 0, int units = 3, int? free = null, int at = 0) =>
        Queue.Renew(new Availability(new StaffId(staff), OnDuty: true, free ?? units, units, Noon.AddSeconds(-idleFor)), Noon.AddSeconds(at));

    private protected void Return(Lease lease, OfferReturn how) => Queue.Return(lease.Offer, lease.Staff, how, Noon);

    protected void Wait(
        string session, int seconds = 0, SessionMode mode = SessionMode.Chat, bool atHead = false, string? preferred = null, string? avoided = null, Presence presence = Presence.Here) =>
        Queue.Enqueue(Waiting(session, seconds, mode, atHead, preferred, avoided, presence), Noon);

    private protected static WaitingTicket Ticket(string session) => new(new SessionId(session), 1, SessionMode.Chat, Presence.Here, 0);

    protected static WaitingSession Waiting(
        string session, int seconds = 0, SessionMode mode = SessionMode.Chat, bool atHead = false, string? preferred = null, string? avoided = null, Presence presence = Presence.Here) => new(
        new SessionId(session), 1, mode, null, null,
        new Wait(
            Awaited.In(QueueKind.Consultant), LegKind.Intake, LegTerms.Unlimited, Noon.AddSeconds(seconds), atHead,
            preferred is null ? null : new StaffId(preferred), preferred is null ? null : Noon.AddSeconds(60), avoided is null ? null : new StaffId(avoided)),
        presence);
}
