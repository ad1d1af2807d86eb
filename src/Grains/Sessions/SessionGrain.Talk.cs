using Medzdrav.Contracts;

namespace Medzdrav.Grains;

internal partial class SessionGrain
{
    /// <inheritdoc />
    public Task<Reply<MessageReceipt>> SendMessage(CommandId command, Caller caller, string text, string[] documentIds) =>
        documentIds is [] ? Send(command, caller, text, documentIds, []) : SendDocuments(command, caller, text, documentIds);

    /// <inheritdoc />
    public async Task<Reply<Done>> MarkRead(Caller caller, long sequence)
    {
        if (SessionRules.RefuseMark(State, caller, sequence, out var by) is { } refusal)
            return refusal;
        var mark = new ReadMark(by, caller, sequence);
        if (_marks.MayStore(by, Now))
        {
            await StoreMark(mark);
        }
        else
        {
            _marks.Keep(mark);
            Arm();
        }
        return new Done(Now);
    }

    /// <inheritdoc />
    public Task Typing(Caller caller)
    {
        if (SessionRules.Refuse(State, caller, out var participant) is null)
            foreach (var (gateway, connections) in _connections.Others(participant))
                gateway.Relay(new RelayPush(Id, participant, connections)).Ignore();
        return Task.CompletedTask;
    }

    private async Task<Reply<MessageReceipt>> SendDocuments(CommandId command, Caller caller, string text, string[] documentIds) =>
        await Send(command, caller, text, documentIds, await KnownOf(documentIds));

    private Task<Reply<MessageReceipt>> Send(CommandId command, Caller caller, string text, string[] documentIds, IReadOnlyCollection<DocumentId> known) => _journal.DecideAsync<Reply<MessageReceipt>>(
        Asked.Message(text, documentIds),
        command,
        caller,
        state => SessionRules.SendMessage(state, caller, text, documentIds, _limits, known),
        static outcome => outcome.Refusal is { } refusal ? refusal : new MessageReceipt(outcome.Answer.Last, outcome.Answer.At));

    private async Task StoreMark(ReadMark mark)
    {
        if (await Happen(state => SessionRules.MarkRead(state, mark.Caller, mark.UpTo)))
            _marks.Stored(mark.By, Now);
    }
}
