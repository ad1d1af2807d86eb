using Medzdrav.Contracts;

namespace Medzdrav.Grains;

internal sealed partial class ConsultantGrain
{
    private const int MaxTasks = 200;
    private const int MaxEnded = 20;
    private const int MaxDecided = 20;
    private const int MaxFound = 20;
    private static readonly TimeSpan EndedFor = TimeSpan.FromDays(1);

    /// <inheritdoc />
    public async Task<Reply<TaskList>> Tasks()
    {
        if (!IsKnown)
            return Refusal.NotFound;
        var open = await Stores.Tasks.OpenAsync(Now, MaxTasks + 1);
        var ended = await Stores.Tellings.EndedAsync(Now - EndedFor, MaxEnded);
        return new TaskList([.. open.Take(MaxTasks).Select(task => TellingRules.Shown(task, Now, Limits))], Now, open.Count > MaxTasks, [.. ended]);
    }

    /// <inheritdoc />
    public async Task<Reply<StaffTask>> ClaimTask(CommandId command, TaskId task)
    {
        if (!IsKnown)
            return Refusal.NotFound;
        if (Refuse(command) is { } refusal)
            return refusal;
        var order = RecordCommand.Of(Caller.Of(Id), command, nameof(ClaimTask), Now, task.Value);
        var reply = await Stores.Tasks.ClaimAsync(order, task, Id, Name, until: Now + Limits.TaskClaim);
        if (reply.Value is not { } claimed)
            return reply;
        await Opened(claimed);
        await callbacks.Tell();
        return TellingRules.Shown(claimed, Now, Limits);
    }

    /// <summary>A task that is taken is opened: whoever it names was looked at. A doubt about two persons leaves its entry where both are shown.</summary>
    private async Task Opened(StaffTask task)
    {
        if (task.Appointment is { } about)
            await Stores.Medcards.Seen(Reader.AtDesk(Id), Purpose.Booking, AuditSubject.Appointment, about.PatientId);
        else if (task.Kind == TaskKind.Callback && await Stores.Medcards.LoginAt(Reader.Platform, task.Phone) is { } login)
            await Stores.Medcards.Family(Reader.AtDesk(Id), Purpose.Callback, login);
    }

    /// <inheritdoc />
    public async Task<Reply<StaffTask>> PostponeTask(CommandId command, TaskId task, DateTimeOffset until)
    {
        if (!IsKnown)
            return Refusal.NotFound;
        var order = RecordCommand.Of(Caller.Of(Id), command, nameof(PostponeTask), Now, task.Value, $"{until:O}");
        if (await Stores.Commands.FirstAnswerAsync<StaffTask>(order) is { } first)
            return first;
        if ((Refuse(command) ?? TaskRules.RefusePutOff(await Stores.Tasks.FindAsync(task), until, Now)) is { } refusal)
            return refusal;
        var reply = await Stores.Tasks.PostponeAsync(order, task, Id, until.ToUniversalTime());
        if (reply.Value is not null)
            await callbacks.Tell();
        return reply;
    }

    /// <inheritdoc />
    public async Task<Reply<Done>> FinishTask(CommandId command, TaskId task, TaskOutcome outcome)
    {
        if (!IsKnown)
            return Refusal.NotFound;
        if (!Enum.IsDefined(outcome))
            return Refusal.Invalid;
        var order = RecordCommand.Of(Caller.Of(Id), command, nameof(FinishTask), Now, task.Value, outcome.ToString());
        if (await Stores.Commands.FirstAnswerAsync<Done>(order) is { } first)
            return first;
        var added = await Stores.Tasks.FindAsync(task);
        if ((Refuse(command) ?? TaskRules.RefuseFinish(added, outcome)) is { } refusal)
            return refusal;
        if (added is { Task.Kind: TaskKind.Appointment } && outcome == TaskOutcome.NotReached)
            return await tellings.NotReached(added, Id) is { } message ? await Told(await Stores.Tellings.SendAsync(order, task, Id, message)) : TaskRules.NoNumber;
        return await Told(await Stores.Tasks.FinishAsync(order, task, Id, outcome, added is null ? [] : tellings.Ended(added, Id, Name, outcome)));
    }

    /// <inheritdoc />
    public async Task<Reply<Done>> DeclineWish(CommandId command, TaskId task, string words)
    {
        if (!IsKnown)
            return Refusal.NotFound;
        var order = RecordCommand.Of(Caller.Of(Id), command, nameof(DeclineWish), Now, task.Value, words);
        if (await Stores.Commands.FirstAnswerAsync<Done>(order) is { } first)
            return first;
        var added = await Stores.Tasks.FindAsync(task);
        if ((Refuse(command) ?? TaskRules.RefuseDecline(added, words)) is { } refusal)
            return refusal;
        // The words go by SMS: in one line, without characters that turn or hide others.
        var said = Folding.Kept(words);
        var message = added is null ? null : await tellings.Declined(added, Id, said);
        var reply = await Told(message is null
            ? await Stores.Tasks.FinishAsync(order, task, Id, TaskOutcome.NotNeeded, added is null ? [] : tellings.Ended(added, Id, Name, TaskOutcome.NotNeeded), said)
            : await Stores.Tellings.SendAsync(order, task, Id, message));
        if (reply.Value is not null && added?.Task.Appointment is { } about)
            await tellings.Ring(about);
        return reply;
    }

    /// <inheritdoc />
    public async Task<Reply<PersonMatch>> Match(TaskId task) => IsKnown && await Stores.Matches.FindAsync(task) is { } match ? await Show(match) : Refusal.NotFound;

    /// <inheritdoc />
    public async Task<Reply<PersonMatch>> DecideMatch(CommandId command, TaskId task, MatchDecision decision)
    {
        if (!IsKnown || await Stores.Matches.FindAsync(task) is not { } match)
            return Refusal.NotFound;
        if (!Enum.IsDefined(decision))
            return Refusal.Invalid;
        if (Refuse(command) is { } refusal)
            return refusal;
        var order = RecordCommand.Of(Caller.Of(Id), command, nameof(DecideMatch), Now, task.Value, decision.ToString());
        var entries = Stores.Medcards.Changed(Reader.AtDesk(Id), Purpose.Matching, AuditSubject.Persons, match.Sent, match.Known);
        var reply = await Stores.Matches.DecideAsync(order, task, Id, Name, decision, entries);
        if (reply.Value is null)
            return reply.Refusal!;
        await callbacks.Tell();
        return await Match(task);
    }

    /// <inheritdoc />
    public async Task<Reply<DecidedMatches>> DecidedMatches() => IsKnown
        ? new DecidedMatches([.. (await Stores.Matches.DecidedAsync(MaxDecided)).Select(match => new DecidedMatch(match.Task, match.Decision!.Value, match.DecidedByName!, match.DecidedAt!.Value))], Now)
        : Refusal.NotFound;

    /// <summary>Tasks of somebody who went off duty are for others.</summary>
    private async Task ReleaseTasks()
    {
        if (await Stores.Tasks.ReleaseAllAsync(Id) > 0)
            await callbacks.Tell();
    }

    /// <inheritdoc />
    public async Task<Reply<FoundPatients>> FindPatients(string query)
    {
        if (!IsKnown)
            return Refusal.NotFound;
        var today = Limits.DateOf(Now);
        if (QueryText.Of(query, today) is not { } wanted)
            return Refusal.Invalid;
        var reply = await Stores.Medcards.Search(Reader.AtDesk(Id), Purpose.Search, wanted, MaxFound);
        if (reply.Value is not { } found)
            return reply.Refusal!;
        return new FoundPatients(
            [.. found.Take(MaxFound).Select(person => new FoundPatient(PatientSnapshots.Member(person, today), PhoneNumber.Masked(person.Phone)))],
            found.Count > MaxFound, Now);
    }

    private async Task<Reply<Done>> Told(Reply<Done> reply)
    {
        if (reply.Value is null)
            return reply;
        await callbacks.Tell();
        return new Done(Now);
    }

    private async Task<Reply<PersonMatch>> Show(MatchRecord match)
    {
        var reply = await Stores.Medcards.Pair(Reader.AtDesk(Id), match.Sent, match.Known);
        if (reply.Value is not { } pair)
            return reply.Refusal!;
        var today = Limits.DateOf(Now);
        return new PersonMatch(
            match.Task, match.Reason, pair.Sent is { } sent ? PatientSnapshots.Side(sent, today) : null, PatientSnapshots.Side(pair.Known, today),
            match.Decision, match.DecidedByName, match.DecidedAt, Now);
    }
}
