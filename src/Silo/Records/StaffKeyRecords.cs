using System.Data.Common;
using Dapper;
using Medzdrav.Contracts;
using Medzdrav.Grains;

namespace Medzdrav.Silo;

/// <summary>Second factors, recovery codes and sign-ins of staff.</summary>
internal sealed class StaffKeyRecords(Database database, PeerSilos peers) : IStaffKeyRecords
{
    private const int KeptSignIns = 200;

    private const string KeepTotp =
        """
        INSERT INTO staff_totp (staff, secret, since, last_step) VALUES (@Staff, @Secret, @Since, @LastStep)
        ON CONFLICT (staff) DO
        """;

    private const string Replace = " UPDATE SET secret = excluded.secret, since = excluded.since, last_step = excluded.last_step";

    private const string UseStep = "UPDATE staff_totp SET last_step = @step WHERE staff = @Value AND last_step < @step";

    private const string UseRecovery = "UPDATE staff_recovery_code SET used_at = @at WHERE staff = @Value AND hash = @hash AND used_at IS NULL";

    private const string AddSignIn =
        """
        INSERT INTO staff_sign_in (credential, staff, at, seen_at, device, address, factor, generation)
        VALUES (@Credential, @Staff, @At, @SeenAt, @Device, @Address, @Factor, @Generation)
        """;

    // A sign-in that may still stand is kept whatever its place: it is to be ended with the others, and says by which factor it was made. So is one that was ended, as long as its credential could stand without it.
    private const string DropSignIns =
        """
        DELETE FROM staff_sign_in WHERE staff = @Staff AND seen_at < @StandsSince AND (ended_at IS NULL OR ended_at < @StandsSince)
          AND credential NOT IN (SELECT credential FROM staff_sign_in WHERE staff = @Staff ORDER BY at DESC LIMIT @KeptSignIns)
        """;

    // A silo of a version before stored credentials plain.
    private const string IsOf = "credential IN (@stored, @credential)";

    private const string EndOthers =
        $"UPDATE staff_sign_in SET ended_at = @at WHERE staff = @Value AND ended_at IS NULL AND NOT {IsOf} RETURNING credential";

    private const string SelectSignIns = "SELECT credential, staff, at, seen_at, device, address, factor, generation, ended_at FROM staff_sign_in";

    public Task<TotpRecord?> TotpOfAsync(StaffId staff) => database.ReadAsync(async connection =>
        (await connection.QuerySingleOrDefaultAsync<TotpRow>("SELECT secret, since, last_step FROM staff_totp WHERE staff = @Value", new { staff.Value }))?.Record());

    public Task<bool> KeepTotpAsync(StaffId staff, TotpRecord totp, IReadOnlyList<string> recovery, bool replaces)
    {
        ArgumentNullException.ThrowIfNull(totp);
        var row = new { Staff = staff.Value, totp.Secret, totp.Since, totp.LastStep };
        return database.WriteAsync(async connection =>
        {
            if (await connection.ExecuteAsync(KeepTotp + (replaces ? Replace : " NOTHING"), row) == 0)
                return false;
            await RenewRecoveryAsync(connection, staff, recovery);
            return true;
        });
    }

    public Task<bool> UseStepAsync(StaffId staff, long step) =>
        database.WriteAsync(async connection => await connection.ExecuteAsync(UseStep, new { staff.Value, step }) == 1);

    public Task<bool> UseRecoveryAsync(StaffId staff, string hash, DateTimeOffset at) =>
        database.WriteAsync(async connection => await connection.ExecuteAsync(UseRecovery, new { staff.Value, hash, at }) == 1);

    public Task<bool> RenewRecoveryAsync(StaffId staff, IReadOnlyList<string> recovery) => database.WriteAsync(async connection =>
    {
        if (!await connection.ExecuteScalarAsync<bool>("SELECT EXISTS (SELECT 1 FROM staff_totp WHERE staff = @Value)", new { staff.Value }))
            return false;
        await RenewRecoveryAsync(connection, staff, recovery);
        return true;
    });

    public Task ForgetTotpAsync(StaffId staff) => database.WriteAsync(connection => connection.ExecuteAsync(
        "DELETE FROM staff_recovery_code WHERE staff = @Value; DELETE FROM staff_totp WHERE staff = @Value", new { staff.Value }));

    /// <summary>Ends everything beside the password that a member signs in by.</summary>
    public static Task<int> ForgetFactorsAsync(DbConnection connection, StaffId staff) => connection.ExecuteAsync(
        "DELETE FROM staff_recovery_code WHERE staff = @Value; DELETE FROM staff_totp WHERE staff = @Value; DELETE FROM staff_passkey WHERE staff = @Value", new { staff.Value });

    public Task AddSignInAsync(StaffSignInRecord signIn)
    {
        ArgumentNullException.ThrowIfNull(signIn);
        var row = new { Credential = peers.Stored(signIn.Credential), Staff = signIn.Staff.Value, signIn.At, signIn.SeenAt, signIn.Device, signIn.Address, Factor = Words.Of(signIn.Factor), signIn.Generation, KeptSignIns, StandsSince = signIn.At - Identity.LifetimeOf(Caller.Of(signIn.Staff)) };
        return database.WriteAsync(async connection =>
        {
            await connection.ExecuteAsync(AddSignIn, row);
            return await connection.ExecuteAsync(DropSignIns, row);
        });
    }

    public Task SeeSignInAsync(string credential, DateTimeOffset at) =>
        database.WriteAsync(connection => connection.ExecuteAsync($"UPDATE staff_sign_in SET seen_at = @at WHERE {IsOf}", new { credential, stored = StoredId.Of(credential), at }));

    public Task EndSignInAsync(string credential, DateTimeOffset at) =>
        database.WriteAsync(connection => connection.ExecuteAsync($"UPDATE staff_sign_in SET ended_at = @at WHERE {IsOf} AND ended_at IS NULL", new { credential, stored = StoredId.Of(credential), at }));

    public Task<IReadOnlyList<string>> EndOtherSignInsAsync(StaffId staff, string credential, DateTimeOffset at) => database.WriteAsync<IReadOnlyList<string>>(async connection =>
        [.. await connection.QueryAsync<string>(EndOthers, new { staff.Value, credential, stored = StoredId.Of(credential), at })]);

    public Task<bool> IsEndedAsync(string credential) => database.ReadAsync(connection => connection.ExecuteScalarAsync<bool>(
        $"SELECT EXISTS (SELECT 1 FROM staff_sign_in WHERE {IsOf} AND ended_at IS NOT NULL)", new { credential, stored = StoredId.Of(credential) }));

    public Task<StaffSignInRecord?> SignInAsync(string credential) => database.ReadAsync(async connection =>
        (await connection.QuerySingleOrDefaultAsync<SignInRow>($"{SelectSignIns} WHERE {IsOf}", new { credential, stored = StoredId.Of(credential) }))?.Record());

    public Task<IReadOnlyList<StaffSignInRecord>> SignInsOfAsync(StaffId staff, int limit) => database.ReadAsync<IReadOnlyList<StaffSignInRecord>>(async connection =>
        [.. (await connection.QueryAsync<SignInRow>($"{SelectSignIns} WHERE staff = @Value ORDER BY at DESC, credential LIMIT @limit", new { staff.Value, limit })).Select(row => row.Record())]);

    public Task<int> RecoveryLeftAsync(StaffId staff) => database.ReadAsync(connection =>
        connection.ExecuteScalarAsync<int>("SELECT count(*) FROM staff_recovery_code WHERE staff = @Value AND used_at IS NULL", new { staff.Value }));

    private static async Task RenewRecoveryAsync(DbConnection connection, StaffId staff, IReadOnlyList<string> recovery)
    {
        await connection.ExecuteAsync("DELETE FROM staff_recovery_code WHERE staff = @Value", new { staff.Value });
        await connection.ExecuteAsync("INSERT INTO staff_recovery_code (staff, hash) VALUES (@Value, @hash)", recovery.Select(hash => new { staff.Value, hash }));
    }

    private sealed class TotpRow
    {
        public required byte[] Secret { get; init; }
        public DateTimeOffset Since { get; init; }
        public long LastStep { get; init; }

        public TotpRecord Record() => new(Secret, Since, LastStep);
    }

    private sealed class SignInRow
    {
        public required string Credential { get; init; }
        public required string Staff { get; init; }
        public DateTimeOffset At { get; init; }
        public DateTimeOffset SeenAt { get; init; }
        public string? Device { get; init; }
        public string? Address { get; init; }
        public required string Factor { get; init; }
        public long Generation { get; init; }
        public DateTimeOffset? EndedAt { get; init; }

        public StaffSignInRecord Record() => new(StoredId.Is(Credential) ? Credential : StoredId.Of(Credential), new StaffId(Staff), At, SeenAt, Device, Address, Words.Read<SignInFactor>(Factor), Generation, EndedAt);
    }
}
