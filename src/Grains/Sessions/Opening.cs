using Medzdrav.Contracts;

namespace Medzdrav.Grains;

/// <summary>A tap that opens a session, or is shown the one that is open: for one person, in one mode, and once, however late it comes again.</summary>
/// <param name="Caller">The account or the visitor who taps.</param>
/// <param name="Command">The tap.</param>
/// <param name="Mode">How the caller wants to talk.</param>
/// <param name="Named">The person that the caller named, or null.</param>
internal sealed record Opening(Caller Caller, CommandId Command, SessionMode Mode, PatientId? Named)
{
    /// <summary>The session that a tap opens: a repeat, also after a restart, finds the one that the first tap opened, whoever it was for.</summary>
    public static ISession SessionOf(IGrainFactory grains, Caller caller, CommandId command) =>
        grains.GrainOf<ISession>(DerivedId.Of("session", caller.Id, command.ToString()));

    /// <summary>Whether this command of the caller opened a session.</summary>
    public static async Task<bool> IsTap(IGrainFactory grains, Caller caller, CommandId command) =>
        (await SessionOf(grains, caller, command).View(caller)).Value is not null;

    /// <summary>Opens by this tap, or gives the session that it was answered with.</summary>
    /// <param name="grains">The grains.</param>
    /// <param name="commands">The commands outside of sessions: a tap that was shown another's session is one of them.</param>
    /// <param name="now">The platform's clock.</param>
    /// <param name="admit">Asks for one more session of the caller: a repeat of the same tap is no other.</param>
    /// <param name="open">Opens a session, or finds the one that is open.</param>
    public async Task<Reply<SessionView>> Once(IGrainFactory grains, ICommandRecords commands, DateTimeOffset now, Func<Task<bool>> admit, Func<Task<Reply<SessionView>>> open)
    {
        var order = RecordCommand.Of(Caller, Command, nameof(Opening), now, Words.Of(Mode), Named?.Value);
        if (await commands.FirstAnswerAsync<ShownSession>(order) is { } first)
            return first.Value is { } known ? await View(grains, known) : first.Refusal!;
        var opened = await SessionOf(grains, Caller, Command).Opened(Command, Caller, Mode, Named);
        if (opened.Refusal != Refusal.NotFound)
            return opened;
        if (!await admit())
            return Refusal.TooMany;
        var reply = await open();
        if (reply.Value is not { } view || view.SessionId.Value == SessionOf(grains, Caller, Command).GetPrimaryKeyString())
            return reply;
        var shown = new ShownSession(view.SessionId);
        var kept = await commands.AnswerAsync(order, shown);
        return kept.Value is not { } stands ? kept.Refusal! : stands == shown ? reply : await View(grains, stands);
    }

    private Task<Reply<SessionView>> View(IGrainFactory grains, ShownSession shown) => grains.GrainOf<ISession>(shown.SessionId.Value).View(Caller);
}

/// <summary>The session that a tap was shown.</summary>
/// <param name="SessionId">Which.</param>
internal sealed record ShownSession(SessionId SessionId);
