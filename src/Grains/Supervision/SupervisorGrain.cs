using Medzdrav.Contracts;
using Microsoft.Extensions.Options;

namespace Medzdrav.Grains;

/// <summary>The doings of a supervisor: what they may is asked with each. Awaited calls go supervisor → session or specialist; none comes back.</summary>
internal sealed class SupervisorGrain(
    [PersistentState("supervisor", GrainStorage.Name)] IPersistentState<SupervisorState> stored, SupervisorStores stores, Callbacks callbacks, IOptions<LimitOptions> limits, TimeProvider clock) : Grain, ISupervisorGrain
{
    private StaffId Id => new(this.GetPrimaryKeyString());

    private DateTimeOffset Now => clock.GetUtcNow();

    /// <inheritdoc />
    public async Task<Reply<SessionView>> JoinSession(CommandId command, SessionId session)
    {
        if (await MemberWith(Right.JoinSessions) is not { } member)
            return Refusal.RightMissing;
        // Remembered first: whoever may look on no more is led out of whatever they may be in. What is remembered no more is left first.
        var isKnown = stored.State.Sessions.Contains(session);
        if (stored.State.LeftFor(session) is { } left && await LeadOut(left) is { } stays)
            return stays;
        await stored.StoreAsync(stored.State.With(session));
        var reply = await Session(session).JoinAsSupervisor(command, Id, member.Name);
        // Where it is not known how it ended, the supervisor may be in.
        if (reply.Refusal is { } refusal && refusal != Refusal.Unavailable && !isKnown)
            await stored.StoreAsync(stored.State.Without(session));
        return reply;
    }

    /// <inheritdoc />
    public async Task<Reply<Done>> LeaveSession(CommandId command, SessionId session)
    {
        var reply = await Session(session).LeaveAsSupervisor(command, Id);
        if (reply.Refusal is null && stored.State.Sessions.Contains(session))
            await stored.StoreAsync(stored.State.Without(session));
        return reply;
    }

    /// <inheritdoc />
    public async Task<Reply<Done>> RaiseSession(CommandId command, SessionId session) =>
        await MemberWith(Right.LeadShift) is null ? Refusal.RightMissing : await Session(session).Raise(command, Id);

    /// <inheritdoc />
    public async Task<Reply<Done>> LowerSession(CommandId command, SessionId session) =>
        await MemberWith(Right.LeadShift) is null ? Refusal.RightMissing : await Session(session).Lower(command, Id);

    /// <inheritdoc />
    public async Task<Reply<DutyView>> SendToBreak(CommandId command, StaffId staff, Desk desk)
    {
        if (await MemberWith(Right.LeadShift) is null)
            return Refusal.RightMissing;
        var order = RecordCommand.Of(Caller.Of(Id), command, nameof(SendToBreak), Now, staff.Value, Words.Of(desk));
        if (await stores.Commands.FirstAnswerAsync<DutyView>(order) is { } first)
            return first;
        var reply = await GrainFactory.SpecialistAt(desk, staff).SendToBreak();
        if (reply.Value is not { } duty)
            return reply;
        // The duty lies beside the records: a break that was not recorded is not answered, and its repeat records it.
        await stores.Audit.AddAsync(Entry(AuditSubject.StaffDuty, [new PatientId(staff.Value)]));
        return await stores.Commands.AnswerAsync(order, duty);
    }

    /// <inheritdoc />
    public async Task<Reply<SupervisedTask>> ReassignTask(CommandId command, TaskId task, StaffId? to)
    {
        if (await MemberWith(Right.ReassignTasks) is null)
            return Refusal.RightMissing;
        var order = RecordCommand.Of(Caller.Of(Id), command, nameof(ReassignTask), Now, task.Value, to?.Value);
        if (await stores.Commands.FirstAnswerAsync<SupervisedTask>(order) is { } first)
            return first;
        if (await stores.Tasks.FindAsync(task) is not { } standing)
            return Refusal.NotFound;
        TaskHolder? holder = null;
        if (to is { } meant)
        {
            if ((await stores.Staff.FindAsync(meant))?.Standing is not { } consultant || !consultant.Has(Right.Tasks))
                return Refusal.NotFound;
            holder = new TaskHolder(meant, consultant.Name, Now + limits.Value.TaskClaim);
        }
        var reply = await stores.Given.ReassignAsync(order, task, holder, Entry(AuditSubject.Task, standing.Task.Appointment is { } about ? [about.PatientId] : []));
        if (reply.Value is not null)
            await callbacks.Tell();
        return reply;
    }

    /// <inheritdoc />
    public async Task StandingChanged(Standing standing)
    {
        if (stored.State.Sessions.Count == 0 || standing.Has(Right.JoinSessions))
            return;
        var sessions = stored.State.Sessions;
        var stays = await Task.WhenAll(sessions.Select(LeadOut));
        await stored.StoreAsync(new SupervisorState { Sessions = [.. sessions.Where((_, index) => stays[index] is not null)] });
        // The change of standing comes again, later each time, until the supervisor is out of all of them.
        if (stays.OfType<Refusal>().FirstOrDefault() is { } why)
            throw new StorageUnavailableException($"{Id.Value} may look on no more and could not be led out of {stored.State.Sessions.Count} sessions ({why.Code}).");
    }

    /// <returns>Null where the supervisor is out; otherwise why not.</returns>
    private async Task<Refusal?> LeadOut(SessionId session) =>
        (await Session(session).LeaveAsSupervisor(CommandId.New(), Id)).Refusal is { } refusal && refusal != Refusal.Closed && refusal != Refusal.NotFound ? refusal : null;

    private async Task<Standing?> MemberWith(Right right) => (await stores.Staff.FindAsync(Id))?.Standing is { } standing && standing.Has(right) ? standing : null;

    private ISessionSupervision Session(SessionId session) => GrainFactory.GrainOf<ISessionSupervision>(session.Value);

    private AuditEntries Entry(AuditSubject what, PatientId[] whose) =>
        new([new AuditEntry(Instants.InMilliseconds(Now), Id, Post.Supervisor, AuditDeed.Changed, what, whose, null, Purpose.Supervision)]);
}

/// <summary>The storage that supervisors use.</summary>
/// <param name="Staff">The records of staff.</param>
/// <param name="Tasks">The tasks beside the sessions.</param>
/// <param name="Given">The same, as supervisors give them.</param>
/// <param name="Commands">The commands that changed records.</param>
/// <param name="Audit">The record of what they did.</param>
internal sealed record SupervisorStores(IStaffRecords Staff, ITaskRecords Tasks, ISupervisedTasks Given, ICommandRecords Commands, IAuditRecords Audit);

/// <summary>The state that a supervisor's grain keeps in storage.</summary>
[GenerateSerializer, Alias("SupervisorState")]
internal sealed record SupervisorState
{
    /// <summary>In so many sessions somebody may look on at once: the one joined first is left for another.</summary>
    internal const int MostSessions = 50;

    /// <summary>The sessions in which the member looks on, the last ones last.</summary>
    [Id(0)] public List<SessionId> Sessions { get; set; } = [];

    /// <summary>The session that is to be left when this one is joined; null while there is room for it.</summary>
    public SessionId? LeftFor(SessionId session) => Sessions.Count < MostSessions || Sessions.Contains(session) ? null : Sessions[0];

    /// <summary>The state with one more.</summary>
    public SupervisorState With(SessionId session) => new() { Sessions = [.. Sessions.Where(known => known != session).TakeLast(MostSessions - 1), session] };

    /// <summary>The state without one.</summary>
    public SupervisorState Without(SessionId session) => new() { Sessions = [.. Sessions.Where(known => known != session)] };
}
