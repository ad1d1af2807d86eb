using System.Data.Common;
using Dapper;
using Medzdrav.Contracts;
using Medzdrav.Grains;

namespace Medzdrav.Silo;

/// <summary>Staff accounts as administrators change them. Changes take turns, so that of two administrators who disable each other at once one stays.</summary>
internal sealed class StaffRegister(Database database) : IStaffRegister
{
    private const string Select =
        $"""
        SELECT {StaffRow.Columns},
               (EXISTS (SELECT 1 FROM staff_totp t WHERE t.staff = staff.id) OR EXISTS (SELECT 1 FROM staff_passkey p WHERE p.staff = staff.id)) AS has_factor,
               (SELECT l.expires_at FROM staff_link l WHERE l.staff = staff.id) AS link_until
        FROM staff
        """;

    private const string Update =
        """
        UPDATE staff SET password_hash = @PasswordHash, name = @Name, roles = @Posts, specialties = @Specialties, disabled = @IsDisabled,
               generation = @Generation, demo = @IsDemo, version = version + 1
        WHERE id = @Id
        """;

    private const string CountOthers =
        "SELECT count(*) FROM staff WHERE NOT disabled AND insurer IS NULL AND password_hash <> '' AND ',' || roles || ',' LIKE '%,administrator,%' AND id <> @Value";

    private const string PutLink =
        """
        INSERT INTO staff_link (staff, hash, expires_at) VALUES (@Staff, @Hash, @ExpiresAt)
        ON CONFLICT (staff) DO UPDATE SET hash = excluded.hash, expires_at = excluded.expires_at
        """;

    private const string SetPassword =
        "UPDATE staff SET password_hash = @passwordHash, demo = @No, generation = generation + 1, version = version + 1 WHERE id = @staff RETURNING generation";

    public Task<IReadOnlyList<StaffEntry>> AllAsync() => database.ReadAsync<IReadOnlyList<StaffEntry>>(async connection =>
        [.. (await connection.QueryAsync<EntryRow>(Select)).Select(row => row.Entry())]);

    public Task<StaffEntry?> FindAsync(StaffId staff) => database.ReadAsync(connection => FindAsync(connection, staff));

    public Task<Refusal?> AddAsync(StaffRecord staff, StaffLink link, AuditEntries entries)
    {
        ArgumentNullException.ThrowIfNull(staff);
        return database.WriteAsync(async connection =>
        {
            if (await connection.ExecuteAsync(StaffRow.Insert, StaffRow.Of(staff)) == 0)
            {
                if (await FindAsync(connection, staff.Id) is not { Record: var stored })
                    return Refusal.LoginTaken;
                if (!StaffRules.IsUnchanged(stored, staff))
                    return Refusal.CommandReused;
            }
            await PutLinkAsync(connection, staff.Id, link);
            await AuditRecords.AddAsync(connection, entries);
            return null;
        });
    }

    public Task<Reply<StaffEntry>> ChangeAsync(StaffId by, StaffId staff, Func<StaffChanging, Reply<StaffChanged>> decide, AuditEntries entries)
    {
        ArgumentNullException.ThrowIfNull(decide);
        return database.WriteAsync<Reply<StaffEntry>>(async connection =>
        {
            await database.TakeTurnAsync(connection, "staff");
            if (await FindAsync(connection, staff) is not { } stored)
                return Refusal.NotFound;
            var reply = decide(new StaffChanging(stored.Record, await connection.ExecuteScalarAsync<int>(CountOthers, new { staff.Value })) { By = (await FindAsync(connection, by))?.Record });
            if (reply.Value is not { } changed)
                return reply.Refusal!;
            await connection.ExecuteAsync(Update, StaffRow.Of(changed.Record));
            if (changed.EndsFactor)
                await StaffKeyRecords.ForgetFactorsAsync(connection, staff);
            if (changed.Link is { } link)
                await PutLinkAsync(connection, staff, link);
            await DueRows.PutAsync(connection, Due.AtOnce(WakeKind.Staff, staff.Value));
            await AuditRecords.AddAsync(connection, entries);
            return (await FindAsync(connection, staff))!;
        });
    }

    public Task<(StaffRecord Member, DateTimeOffset ExpiresAt)?> OfLinkAsync(string hash, DateTimeOffset now) => database.ReadAsync<(StaffRecord, DateTimeOffset)?>(async connection =>
    {
        var row = await connection.QuerySingleOrDefaultAsync<EntryRow>($"{Select} WHERE id = (SELECT staff FROM staff_link WHERE hash = @hash AND expires_at > @now)", new { hash, now });
        return row is null ? null : (row.Record(), row.LinkUntil!.Value);
    });

    public Task<long?> UseLinkAsync(string hash, string passwordHash, DateTimeOffset now) => database.WriteAsync(async connection =>
    {
        var staff = await connection.QuerySingleOrDefaultAsync<string>("DELETE FROM staff_link WHERE hash = @hash AND expires_at > @now RETURNING staff", new { hash, now });
        if (staff is null)
            return (long?)null;
        await DueRows.PutAsync(connection, Due.AtOnce(WakeKind.Staff, staff));
        return await connection.QuerySingleAsync<long>(SetPassword, new { staff, passwordHash, No = false });
    });

    /// <summary>Ends a link that was not used: whoever has set a password needs it no more, and nobody else may.</summary>
    public static Task<int> EndLinkAsync(DbConnection connection, StaffId staff) => connection.ExecuteAsync("DELETE FROM staff_link WHERE staff = @Value", new { staff.Value });

    private static async Task<StaffEntry?> FindAsync(DbConnection connection, StaffId staff) =>
        (await connection.QuerySingleOrDefaultAsync<EntryRow>($"{Select} WHERE id = @Value", new { staff.Value }))?.Entry();

    private static Task<int> PutLinkAsync(DbConnection connection, StaffId staff, StaffLink link) =>
        connection.ExecuteAsync(PutLink, new { Staff = staff.Value, link.Hash, link.ExpiresAt });

    private sealed class EntryRow : StaffRow
    {
        public bool HasFactor { get; init; }
        public DateTimeOffset? LinkUntil { get; init; }

        public StaffEntry Entry() => new(Record(), HasFactor, LinkUntil);
    }
}
