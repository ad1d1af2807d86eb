using Medzdrav.Contracts;

namespace Medzdrav.Grains;

/// <summary>The first call of the line. Once it stood before all chats, they may pass it for a bounded time; then a specialist is kept for it until all units are free.</summary>
internal sealed class PassedCall(TimeSpan atMost)
{
    private SessionId? _session;
    private DateTimeOffset? _firstSince;

    /// <summary>Looks at the line, and keeps a specialist or lets go of one.</summary>
    /// <param name="call">The first call that anybody may take, whoever is free; null when there is none.</param>
    /// <param name="isFirst">Whether no chat stands before it.</param>
    /// <param name="isHeldOut">Whether a session is held out to somebody just now.</param>
    /// <param name="board">The specialists.</param>
    /// <param name="isOut">Tells whether a specialist may not be asked for the call.</param>
    /// <param name="now">The time.</param>
    public void Look(WaitingSession? call, bool isFirst, Func<SessionId, bool> isHeldOut, DutyBoard board, Func<WaitingSession, StaffId, bool> isOut, DateTimeOffset now)
    {
        // A call that rings may come back to its place, and has waited all the time.
        if (_session is { } ringing && isHeldOut(ringing))
            return;
        if (_session != call?.SessionId)
            (_session, _firstSince) = (call?.SessionId, null);
        if (isFirst)
            _firstSince ??= now;
        if (call is null || !(now - _firstSince >= atMost))
            board.Keep(null);
        else if (board.Kept is not { } kept || isOut(call, kept))
            board.Keep(board.SoonestFree(staff => isOut(call, staff)));
    }
}
