using Medzdrav.Contracts;

namespace Medzdrav.Client;

/// <summary>How calls go out: commands about one session in their order, one after another; every command and read until there is an answer, with the same id.</summary>
internal sealed class Commands(HubLine line, ServerClock now)
{
    /// <summary>A fault is the platform's bug: a few repeats, no endless ones.</summary>
    private const int MaxFaults = 4;
    /// <summary>More than a minute of being asked to wait.</summary>
    private const int MaxCrowded = 20;
    private static readonly TimeSpan Breath = TimeSpan.FromMilliseconds(50);
    private readonly InOrder _inOrder = new();

    /// <summary>A command: in order with the others of its session, and repeated.</summary>
    public Task<Reply<T>> CommandAsync<T>(SessionId? session, string method, object?[] arguments, CancellationToken cancellation) where T : class =>
        _inOrder.After(session, () => UntilAnsweredAsync<T>(method, arguments, cancellation), cancellation);

    /// <summary>A read, or something that may be asked twice: repeated.</summary>
    public async Task<Reply<T>> UntilAnsweredAsync<T>(string method, object?[] arguments, CancellationToken cancellation) where T : class
    {
        for (var (faults, tries) = (0, 1); ; tries++)
        {
            if (!await line.WhenConnectedAsync(cancellation).ConfigureAwait(false))
                return Refusal.SignInRequired;
            var pause = line.BackOff.After(tries);
            try
            {
                var reply = await OnceAsync<T>(method, arguments, cancellation).ConfigureAwait(false);
                if (reply.Refusal?.Code != Refusal.Unavailable.Code)
                    return reply;
            }
            catch (FaultException fault)
            {
                if (fault.IsLost)
                    (pause, tries) = (Breath, 0);
                else if (!fault.IsUnavailable && ++faults >= MaxFaults)
                    throw;
            }
            await Task.Delay(pause, line.Clock, cancellation).ConfigureAwait(false);
        }
    }

    /// <summary>Asked again while more people call than are let in at once.</summary>
    public async Task<Reply<T>> WhenLetInAsync<T>(string method, object?[] arguments, CancellationToken cancellation) where T : class
    {
        for (var tries = 1; ; tries++)
        {
            var reply = await UntilAnsweredAsync<T>(method, arguments, cancellation).ConfigureAwait(false);
            if (reply.Refusal?.Code != Refusal.Crowded.Code || tries == MaxCrowded)
                return reply;
            await Task.Delay(line.BackOff.After(tries), line.Clock, cancellation).ConfigureAwait(false);
        }
    }

    /// <summary>Tries once.</summary>
    public async Task<Reply<T>> OnceAsync<T>(string method, object?[] arguments, CancellationToken cancellation) where T : class
    {
        var reply = await line.InvokeAsync<Reply<T>>(method, arguments, cancellation).ConfigureAwait(false);
        now.Hear(reply.Value);
        return reply;
    }

    /// <summary>A passing word that is worth nothing later: without a connection it is dropped.</summary>
    public async Task TellAsync(string method, object?[] arguments, CancellationToken cancellation)
    {
        if (line.State != LinkState.Connected)
            return;
        try
        {
            await line.InvokeAsync<object?>(method, arguments, cancellation).ConfigureAwait(false);
        }
        catch (FaultException fault) when (fault.IsLost)
        {
            // It would come too late over the next connection.
        }
    }
}
