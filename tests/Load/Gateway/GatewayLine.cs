using Medzdrav.Contracts;
using Medzdrav.Tests.Support;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Extensions.DependencyInjection;

namespace Medzdrav.Tests.Load;

/// <summary>A real connection to a hub.</summary>
internal sealed class GatewayLine : ILine
{
    private readonly HubConnection _hub;
    private readonly Credential _credential;
    private bool _isDropped;

    private GatewayLine(HubConnection hub, Credential credential, IListener listener)
    {
        (_hub, _credential) = (hub, credential);
        hub.On<SessionId, SessionEventView>(nameof(ISessionClient.SessionEvent), listener.Happened);
        hub.On<SessionId, long>(nameof(ISessionClient.SequenceCheck), listener.Checked);
        hub.On<OfferView>(nameof(ISessionClient.Offer), listener.Offered);
        hub.On<OfferId, OfferGoneReason>(nameof(ISessionClient.OfferGone), listener.OfferGone);
        hub.On<DutyView, DutyChangeReason>(nameof(ISessionClient.DutyChanged), listener.DutyChanged);
        hub.Closed += _ =>
        {
            if (!_isDropped)
                listener.Lost();
            return Task.CompletedTask;
        };
    }

    /// <summary>Connects.</summary>
    /// <param name="host">Which host.</param>
    /// <param name="isMessagePack">Which protocol.</param>
    /// <param name="sources">Where connections come from.</param>
    /// <param name="credential">Whose.</param>
    /// <param name="listener">Who is told.</param>
    public static async Task<ILine> ConnectAsync(Uri host, bool isMessagePack, SourceAddresses sources, Credential credential, IListener listener)
    {
        var builder = new HubConnectionBuilder().WithUrl(new Uri(host, "/hub"), options =>
        {
            options.SkipNegotiation = true;
            options.Transports = HttpTransportType.WebSockets;
            options.WebSocketFactory = (context, stop) => sources.ConnectAsync(context.Uri, credential.Token, stop);
        });
        builder = isMessagePack
            ? builder.AddMessagePackProtocol(pack => pack.SerializerOptions = ClientMessagePack.Options)
            : builder.AddJsonProtocol(json => WireJson.Configure(json.PayloadSerializerOptions));
        var hub = builder.Build();
        hub.KeepAliveInterval = TimeSpan.FromSeconds(4);
        var line = new GatewayLine(hub, credential, listener);
        await hub.StartAsync();
        return line;
    }

    /// <inheritdoc />
    public Task<Reply<SessionView>> OpenSession(CommandId command) => Ask<SessionView>("OpenSession", new { commandId = command, mode = SessionMode.Chat, patientId = _credential.Patient });

    /// <inheritdoc />
    public Task<Reply<JoinAnswer>> JoinSession(SessionId session, long afterSequence) => Ask<JoinAnswer>("JoinSession", session, afterSequence);

    /// <inheritdoc />
    public Task<Reply<MessageReceipt>> SendMessage(CommandId command, SessionId session, string text) => Ask<MessageReceipt>("SendMessage", command, session, text, Array.Empty<string>());

    /// <inheritdoc />
    public Task<Reply<Done>> MarkRead(SessionId session, long sequence) => Ask<Done>("MarkRead", session, sequence);

    /// <inheritdoc />
    public Task<Reply<SessionView>> ConfirmConsent(CommandId command, SessionId session, string textVersion) => Ask<SessionView>("ConfirmConsent", command, session, textVersion);

    /// <inheritdoc />
    public Task<Reply<SessionView>> LeaveSession(CommandId command, SessionId session) => Ask<SessionView>("LeaveSession", command, session);

    /// <inheritdoc />
    public Task<Reply<DutyView>> SetDuty(CommandId command, Duty duty) => Ask<DutyView>("SetDuty", command, duty);

    /// <inheritdoc />
    public Task<Reply<OfferAnswer>> AnswerOffer(CommandId command, OfferId offer, bool accept) => Ask<OfferAnswer>("AnswerOffer", command, offer, accept);

    /// <inheritdoc />
    public Task OfferShown(OfferId offer) => _hub.InvokeCoreAsync("OfferShown", [offer]);

    /// <inheritdoc />
    public Task<Reply<SessionView>> RequestConsent(CommandId command, SessionId session) => Ask<SessionView>("RequestConsent", command, session);

    /// <inheritdoc />
    public Task<Reply<SessionView>> Transfer(CommandId command, SessionId session, QueueKind to, string reason) => Ask<SessionView>("Transfer", command, session, new { to, reason });

    /// <inheritdoc />
    public Task<Reply<SessionView>> CloseSession(CommandId command, SessionId session, CloseReason outcome) => Ask<SessionView>("CloseSession", command, session, outcome);

    /// <inheritdoc />
    public Task<Reply<SessionView>> EndConsultation(CommandId command, SessionId session) => Ask<SessionView>("EndConsultation", command, session);

    /// <inheritdoc />
    public Task<Reply<ConclusionView>> SaveConclusion(CommandId command, SessionId session, ConclusionText text) => Ask<ConclusionView>("SaveConclusion", command, session, text);

    /// <inheritdoc />
    public Task<Reply<ConclusionView>> SignConclusion(CommandId command, SessionId session) => Ask<ConclusionView>("SignConclusion", command, session);

    /// <inheritdoc />
    public ValueTask DisposeAsync()
    {
        _isDropped = true;
        return _hub.DisposeAsync();
    }

    private Task<Reply<T>> Ask<T>(string method, params object?[] arguments) where T : class => _hub.InvokeCoreAsync<Reply<T>>(method, arguments);
}
