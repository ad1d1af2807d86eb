using Medzdrav.Contracts;
using Medzdrav.Grains;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;

namespace Medzdrav.Tests.Load;

/// <summary>The content of the database, and the people put there before a run.</summary>
internal sealed class Stored(IServiceProvider storage)
{
    /// <summary>Of all who are hired.</summary>
    public const string Password = "load-testers-2026";

    private const string Header = "Номер полиса;Дата покупки;Действует с;Действует по;ФИО;Дата рождения;Пол;Мобильный телефон";

    private string? _hash;

    /// <summary>The storage itself.</summary>
    public T Get<T>() where T : notnull => storage.GetRequiredService<T>();

    /// <summary>A session's events, all of them.</summary>
    public async Task<IReadOnlyList<SessionEvent>> EventsAsync(SessionId session) =>
        [.. (await Get<IJournal>().ReadAsync(session)).SelectMany(JournalCodec.Decode)];

    /// <summary>The sessions that wait by their rows.</summary>
    public async Task<IReadOnlySet<SessionId>> WaitingAsync()
    {
        var waiting = new HashSet<SessionId>();
        foreach (var queue in Enum.GetValues<QueueKind>())
            waiting.UnionWith((await Get<ISessionRows>().WaitingAsync(queue)).Select(row => row.SessionId));
        return waiting;
    }

    /// <summary>Insures people, each with a phone of their own, by the insurer's file.</summary>
    /// <param name="count">How many.</param>
    /// <param name="seed">Other seeds give other people.</param>
    /// <returns>Their phones.</returns>
    public async Task<IReadOnlyList<string>> InsureAsync(int count, int seed)
    {
        using var csv = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(PolicyFileOf(count, seed)));
        var report = await Get<IPolicyFiles>().RunAsync(InsurerId.Default, csv);
        return report.BadCount == 0 ? [.. Enumerable.Range(0, count).Select(number => PhoneOf(number, seed))] : throw new InvalidOperationException(report.Bad[0].Reason);
    }

    /// <summary>Hires somebody who is not there yet. All get one password, whose hash is made once: making one is slow by design.</summary>
    public async Task HireAsync(string login, Post post)
    {
        var records = Get<IStaffRecords>();
        if (await records.FindByLoginAsync(login) is not null)
            return;
        _hash ??= new PasswordHasher<StaffRecord>().HashPassword(null!, Password);
        await records.AddAsync(new StaffRecord(new StaffId(Guid.CreateVersion7().ToString("N")), login, _hash, $"Нагрузкина {login}", [post]));
    }

    /// <summary>Lets a doctor see booked patients day and night, from now on.</summary>
    public async Task PlanAsync(string login, string specialty)
    {
        var (rosters, now) = (Get<IRosters>(), TimeProvider.System.GetUtcNow());
        var doctor = (await Get<IStaffRecords>().FindByLoginAsync(login))!.Id;
        if (await rosters.FindAsync(doctor) is not null)
            return;
        var plan = RosterPlan.Empty("Europe/Moscow") with { Hours = [new RosterHours(RosterKind.Booking, specialty, Enum.GetValues<Weekday>(), "00:00", "24:00", DateOnly.FromDateTime(now.UtcDateTime), OnHolidays: true)] };
        await rosters.SaveAsync(RecordCommand.Of(Caller.Of(doctor), CommandId.New(), "SaveRoster", now), new RosterRecord(doctor, plan, 0, 0), plan, doctor, []);
    }

    /// <summary>The documents that a person has.</summary>
    public Task<IReadOnlyList<DocumentRecord>> DocumentsAsync(PatientId patient) => Get<IDocuments>().OfAsync(patient);

    /// <summary>A booking; null when unknown.</summary>
    public Task<AppointmentRecord?> FindBookingAsync(AppointmentId booking) => Get<IAppointments>().FindAsync(booking);

    /// <summary>Grown-ups with a policy valid today.</summary>
    public static string PolicyFileOf(int count, int seed)
    {
        var today = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime);
        var rows = Enumerable.Range(0, count).Select(number => FormattableString.Invariant(
            $"НАГР-{seed % 1000:000}-{number:0000000};{today.AddDays(-60):dd.MM.yyyy};{today.AddDays(-50):dd.MM.yyyy};{today.AddDays(300):dd.MM.yyyy};Нагрузкин Пётр {Ordinal(number)};{today.AddYears(-25 - (number % 50)).AddDays(-100):dd.MM.yyyy};М;{PhoneOf(number, seed)}"));
        return string.Join('\n', rows.Prepend(Header)) + "\n";
    }

    /// <summary>The phone of an insured person.</summary>
    public static string PhoneOf(int number, int seed) => FormattableString.Invariant($"+79{10 + (seed % 90):00}{number:0000000}");

    /// <summary>Names have no digits.</summary>
    private static string Ordinal(int number) => string.Concat(FormattableString.Invariant($"{number}").Select(digit => (char)('а' + digit - '0'))) + "ович";
}
