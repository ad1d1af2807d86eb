using Medzdrav.Contracts;
using Orleans.Concurrency;

namespace Medzdrav.Grains;

/// <summary>Staff accounts as administrators keep them. It keeps nothing, so calls may overlap; of two changes at once the storage lets one wait.</summary>
[StatelessWorker, Reentrant]
internal sealed class StaffOfficeGrain(IStaffRegister register, IStaffRecords records, IStaffKeyRecords keys, TimeProvider clock) : Grain, IStaffOfficeGrain
{
    private const int ShownSignIns = 50;

    /// <summary>How long a one-time link works.</summary>
    private static readonly TimeSpan LinkValid = TimeSpan.FromHours(72);

    /// <inheritdoc />
    public async Task<Reply<StaffPage>> Find(StaffId by, StaffQuery query) => await Administrator(by) is { } administrator
        ? StaffSearch.Find((await register.AllAsync()).Where(entry => StaffRules.MayKeep(administrator, entry.Record)), query, clock.GetUtcNow())
        : Refusal.RightMissing;

    /// <inheritdoc />
    public async Task<Reply<StaffMemberView>> Member(StaffId by, StaffId staff)
    {
        if (await Administrator(by) is not { } administrator)
            return Refusal.RightMissing;
        return await register.FindAsync(staff) is { } entry && StaffRules.MayKeep(administrator, entry.Record) ? await View(entry) : Refusal.NotFound;
    }

    /// <inheritdoc />
    public async Task<Reply<StaffLinkView>> Add(StaffId by, CommandId command, string login, StaffDetails details)
    {
        if (await Administrator(by) is not { } administrator)
            return Refusal.RightMissing;
        if (command.Value == Guid.Empty)
            return Refusal.Invalid;
        var (typed, kept) = (login.Trim().ToLowerInvariant(), StaffRules.Kept(details));
        if ((StaffRules.Refuse(typed) ?? StaffRules.Refuse(administrator.Insurer, kept)) is { } refusal)
            return refusal;
        // The id follows from tap and login: a repeat finds the member that it made.
        var member = new StaffRecord(new StaffId(DerivedId.Of("staff", by.Value, command.ToString(), typed)), typed, "", kept.Name, kept.Posts) { Specialties = kept.Specialties, Insurer = administrator.Insurer };
        var (link, view) = NewLink(member.Id);
        return await register.AddAsync(member, link, Entry(administrator, member.Id, AuditSubject.StaffAccount)) is { } refused ? refused : view;
    }

    /// <inheritdoc />
    public Task<Reply<StaffMemberView>> Change(StaffId by, StaffId staff, long version, StaffDetails details)
    {
        var kept = StaffRules.Kept(details);
        return Changed(by, staff, AuditSubject.StaffAccount, stored => StaffRules.Change(stored, version, kept));
    }

    /// <inheritdoc />
    public Task<Reply<StaffMemberView>> SetEnabled(StaffId by, StaffId staff, bool isEnabled) =>
        Changed(by, staff, isEnabled ? AuditSubject.StaffEnabled : AuditSubject.StaffDisabled, stored => StaffRules.SetEnabled(stored, by, isEnabled));

    /// <inheritdoc />
    public async Task<Reply<StaffLinkView>> Reset(StaffId by, StaffId staff)
    {
        var (link, view) = NewLink(staff);
        var reply = await Changed(by, staff, AuditSubject.StaffKeys, stored => StaffRules.Reset(stored, by, link));
        return reply.Refusal is { } refusal ? refusal : view;
    }

    /// <inheritdoc />
    public Task<Reply<StaffMemberView>> SignOut(StaffId by, StaffId staff) => Changed(by, staff, AuditSubject.StaffSignedOut, StaffRules.SignOut);

    private async Task<Reply<StaffMemberView>> Changed(StaffId by, StaffId member, AuditSubject what, Func<StaffChanging, Reply<StaffChanged>> decide)
    {
        if (await Administrator(by) is not { } administrator)
            return Refusal.RightMissing;
        var reply = await register.ChangeAsync(by, member, stored => StaffRules.RefuseChange(stored) is { } refusal ? refusal : decide(stored), Entry(administrator, member, what));
        if (reply.Value is not { } entry)
            return reply.Refusal!;
        await StaffNews.TellAsync(GrainFactory, member);
        return await View(entry);
    }

    /// <summary>Whoever asks, as they stand in the records now; null where they keep no accounts.</summary>
    private async Task<Standing?> Administrator(StaffId by) => (await records.FindAsync(by))?.Standing is { } standing && standing.Has(Right.ManageStaff) ? standing : null;

    private async Task<StaffMemberView> View(StaffEntry entry)
    {
        var now = clock.GetUtcNow();
        var signIns = await keys.SignInsOfAsync(entry.Record.Id, ShownSignIns);
        return new StaffMemberView(
            StaffSearch.Line(entry),
            entry.Record.Version,
            entry.Record.Insurer,
            entry.LinkUntil is { } until && until > now ? until : null,
            [.. signIns.Select(signIn => signIn.View(entry.Record.Standing, now))],
            now);
    }

    private (StaffLink Link, StaffLinkView View) NewLink(StaffId member)
    {
        var (token, now) = (LinkSecret.New(), clock.GetUtcNow());
        return (new StaffLink(LinkSecret.HashOf(token), now + LinkValid), new StaffLinkView(member, token, now + LinkValid, now));
    }

    /// <summary>The audit entry of a change: the account stands in it by the member's id.</summary>
    private AuditEntries Entry(Standing administrator, StaffId member, AuditSubject what) =>
        new([new AuditEntry(Instants.InMilliseconds(clock.GetUtcNow()), administrator.StaffId, Post.Administrator, AuditDeed.Changed, what, [new PatientId(member.Value)], null, Purpose.StaffAccounts)]);
}
