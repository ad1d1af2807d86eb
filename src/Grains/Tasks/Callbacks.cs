using Medzdrav.Contracts;
using Microsoft.Extensions.Options;

namespace Medzdrav.Grains;

/// <summary>«Перезвоните мне» (S3.3): a task for consultants when nobody is on duty.</summary>
internal sealed class Callbacks(IGrainFactory grains, ITaskRecords tasks, ICommandRecords commands, Allowances allowances, IOptions<LimitOptions> options, TimeProvider clock)
{
    /// <summary>Asks for a call. Somebody who has asked already waits on from then, and comes before those who asked once. A repeat of the tap is no asking again.</summary>
    /// <param name="caller">The caller.</param>
    /// <param name="command">The tap.</param>
    /// <param name="phone">Where, in any common form.</param>
    /// <param name="session">The caller's waiting session, or null.</param>
    /// <param name="address">The client's network address, for the limits.</param>
    public async Task<Reply<CallbackAccepted>> Ask(Caller caller, CommandId command, string? phone, SessionId? session, string address)
    {
        if (command.Value == Guid.Empty)
            return Refusal.Invalid;
        if (PhoneNumber.Normalize(phone) is not { } number)
            return Refusal.InvalidPhone;
        var now = clock.GetUtcNow();
        var order = RecordCommand.Of(caller, command, nameof(IAccountGrain.RequestCallback), now, number, session?.Value);
        if (await commands.FirstAnswerAsync<StandingTask>(order) is { } first)
            return Accepted(first, number, now);
        if (await Opening.IsTap(grains, caller, command))
            return Refusal.CommandReused;
        SessionView? waiting = null;
        if (session is { } mine)
        {
            var reply = await grains.GrainOf<ISession>(mine.Value).View(caller);
            if (reply.Value is null)
                return reply.Refusal!;
            waiting = reply.Value;
        }
        if (!await allowances.MayAskToBeRung(address))
            return Refusal.TooMany;
        var wanted = new StaffTask(
            new TaskId(DerivedId.Of("callback", caller.Id, command.ToString())), TaskKind.Callback, number, waiting?.Patient?.Name, session, now, null, null, null);
        var standing = await tasks.AddAsync(order, wanted);
        await Tell();
        return Accepted(standing, number, now);
    }

    /// <summary>Tells all consultants that the tasks changed.</summary>
    public async Task Tell()
    {
        var now = clock.GetUtcNow();
        var due = await tasks.CountDueAsync(now, now - options.Value.SmsLate);
        await grains.TellEveryGateway(gateway => gateway.TasksChanged(due));
    }

    private static Reply<CallbackAccepted> Accepted(Reply<StandingTask> standing, string number, DateTimeOffset now) =>
        standing.Value is { } task ? new CallbackAccepted(PhoneNumber.Masked(number)!, task.AskedAt, now) : standing.Refusal!;
}
