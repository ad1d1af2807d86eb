using Medzdrav.Contracts;

namespace Medzdrav.Grains;

/// <summary>An auditor, who reads through the gate like everybody else. What the auditor may do is asked with each call: pages ask first, and nothing is shown where they forgot to.</summary>
internal sealed class AuditorGrain(Medcards medcards, IAuditRecords records) : Grain, IAuditorGrain
{
    private const int MaxFound = 20;
    private static readonly TrailExtent OnPage = new(Uses: 50, Persons: 5);
    private static readonly TrailExtent InFile = new(Uses: 200, Persons: 20);

    private StaffId Id => new(this.GetPrimaryKeyString());

    /// <inheritdoc />
    public async Task<Reply<AuditView>> Search(AuditQuery query, long? before)
    {
        if (await RefusalOf(Right.SearchAudit) is { } refusal)
            return refusal;
        var trail = await medcards.Trail(Reader.Auditor(Id), query, before, OnPage);
        return trail.Value is { } seen ? new AuditView(seen.Page, seen.Person, [.. await records.MembersAsync()]) : trail.Refusal!;
    }

    /// <inheritdoc />
    public async Task<Reply<AuditPage>> Export(AuditQuery query, long? before)
    {
        if (await RefusalOf(Right.ExportAudit) is { } refusal)
            return refusal;
        var trail = await medcards.Trail(Reader.Auditor(Id), query, before, InFile);
        return trail.Value is { } seen ? seen.Page : trail.Refusal!;
    }

    /// <inheritdoc />
    public async Task<Reply<FoundPersons>> FindPersons(string query)
    {
        if (await RefusalOf(Right.SearchAudit) is { } refusal)
            return refusal;
        if (QueryText.Of(query, DateOnly.MaxValue) is not { } wanted)
            return Refusal.Invalid;
        var reply = await medcards.Search(Reader.Auditor(Id), Purpose.Audit, wanted, MaxFound);
        return reply.Value is { } found
            ? new FoundPersons([.. found.Take(MaxFound).Select(person => new NamedPerson(person.Id, person.Name, person.BirthDate))], found.Count > MaxFound)
            : reply.Refusal!;
    }

    private async Task<Refusal?> RefusalOf(Right right) =>
        (await GrainFactory.GrainOf<IStaffGrain>(Id.Value).Standing()).Value?.Has(right) == true ? null : Refusal.RightMissing;
}
