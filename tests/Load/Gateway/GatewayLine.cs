using Medzdrav.Client;
using Medzdrav.Contracts;

namespace Medzdrav.Tests.Load;

/// <summary>A real connection to a hub, by the client for apps. It ends with its first loss: people here come back over a new line, so that each loss is counted.</summary>
internal sealed class GatewayLine : ILine
{
    private readonly MedzdravClient _client;
    private readonly Credential _credential;
    private int _isOver;

    private GatewayLine(MedzdravClient client, Credential credential, IListener listener)
    {
        (_client, _credential) = (client, credential);
        client.Notices.SessionEvent += listener.Happened;
        client.Notices.SequenceCheck += listener.Checked;
        client.Notices.Offer += listener.Offered;
        client.Notices.OfferGone += listener.OfferGone;
        client.Notices.DutyChanged += listener.DutyChanged;
        client.Notices.CallReady += listener.CallReady;
        client.Notices.Signal += listener.Signalled;
    }

    /// <summary>Connects.</summary>
    /// <param name="options">To which host, and how.</param>
    /// <param name="credential">The credential of the person at this line.</param>
    /// <param name="listener">The listener who is told.</param>
    public static async Task<ILine> ConnectAsync(ClientOptions options, Credential credential, IListener listener)
    {
        var client = new MedzdravClient(options);
        var line = new GatewayLine(client, credential, listener);
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30), TimeProvider.System);
        try
        {
            await client.ConnectAsync(patience.Token).OrThrow();
        }
        catch
        {
            await client.DisposeAsync();
            throw;
        }
        client.StateChanged += _ => line.Lose(listener);
        return line;
    }

    /// <inheritdoc />
    public Task<Reply<SessionView>> OpenSession(CommandId command, SessionMode mode) => _client.Hub.OpenSessionOnceAsync(mode, _credential.Patient, command);

    /// <inheritdoc />
    public Task<Reply<JoinAnswer>> JoinSession(SessionId session, long afterSequence) => _client.Hub.JoinSessionAsync(session, afterSequence);

    /// <inheritdoc />
    public Task<Reply<MessageReceipt>> SendMessage(CommandId command, SessionId session, string text) => _client.Hub.SendMessageAsync(session, text, command: command);

    /// <inheritdoc />
    public Task<Reply<Done>> MarkRead(SessionId session, long sequence) => _client.Hub.MarkReadAsync(session, sequence);

    /// <inheritdoc />
    public Task<Reply<SessionView>> ConfirmConsent(CommandId command, SessionId session, string textVersion) => _client.Hub.ConfirmConsentAsync(session, textVersion, command);

    /// <inheritdoc />
    public Task<Reply<SessionView>> LeaveSession(CommandId command, SessionId session) => _client.Hub.LeaveSessionAsync(session, command);

    /// <inheritdoc />
    public Task<Reply<DutyView>> SetDuty(CommandId command, Duty duty) => _client.Hub.SetDutyAsync(duty, command);

    /// <inheritdoc />
    public Task<Reply<OfferAnswer>> AnswerOffer(CommandId command, OfferId offer, bool accept) => _client.Hub.AnswerOfferAsync(offer, accept, command);

    /// <inheritdoc />
    public Task OfferShown(OfferId offer) => _client.Hub.OfferShownAsync(offer);

    /// <inheritdoc />
    public Task<Reply<SessionView>> RequestConsent(CommandId command, SessionId session) => _client.Hub.RequestConsentAsync(session, command);

    /// <inheritdoc />
    public Task<Reply<SessionView>> Transfer(CommandId command, SessionId session, QueueKind to, string reason) => _client.Hub.TransferAsync(session, new Referral(to, reason, null), command);

    /// <inheritdoc />
    public Task<Reply<SessionView>> CloseSession(CommandId command, SessionId session, CloseReason outcome) => _client.Hub.CloseSessionAsync(session, outcome, command);

    /// <inheritdoc />
    public Task<Reply<SessionView>> EndConsultation(CommandId command, SessionId session) => _client.Hub.EndConsultationAsync(session, command);

    /// <inheritdoc />
    public Task<Reply<ConclusionView>> SaveConclusion(CommandId command, SessionId session, ConclusionText text) => _client.Hub.SaveConclusionAsync(session, text, command: command);

    /// <inheritdoc />
    public Task<Reply<ConclusionView>> SignConclusion(CommandId command, SessionId session) => _client.Hub.SignConclusionAsync(session, command: command);

    /// <inheritdoc />
    public Task<Reply<FoundSlots>> FindSlots(SlotQuery query) => _client.Hub.FindSlotsAsync(query);

    /// <inheritdoc />
    public Task<Reply<AppointmentView>> Book(CommandId command, BookingOrder order) => _client.Hub.BookAsync(order, command);

    /// <inheritdoc />
    public Task<Reply<Done>> TakeCall(SessionId session) => _client.Hub.TakeCallAsync(session);

    /// <inheritdoc />
    public Task<Reply<Done>> ResumeCall(SessionId session, CarriedCall[] calls) => _client.Hub.ResumeCallAsync(session, calls);

    /// <inheritdoc />
    public Task Signal(SessionId session, ParticipantId to, SignalPayload payload) => _client.Hub.SignalAsync(session, to, payload);

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        Interlocked.Exchange(ref _isOver, 1);
        await _client.DisposeAsync();
    }

    private void Lose(IListener listener)
    {
        if (Interlocked.Exchange(ref _isOver, 1) != 0)
            return;
        listener.Lost();
        _ = _client.DisposeAsync().AsTask();
    }
}
