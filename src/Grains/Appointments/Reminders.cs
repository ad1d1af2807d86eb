using Medzdrav.Contracts;
using Microsoft.Extensions.Options;

namespace Medzdrav.Grains;

/// <summary>The messages of a booking's day, to the devices of the account and by SMS. Neither doctor nor specialty nor reason is in them, and no name but the first one, where a login has several persons: a phone lies about.</summary>
internal sealed class Reminders(Medcards medcards, InsurerBook insurers, IOptions<LimitOptions> options)
{
    private const string Calendar = "/calendar";

    /// <summary>Later than that, the calendar says it.</summary>
    private static readonly TimeSpan WorthSending = TimeSpan.FromDays(1);

    /// <summary>The message before the start (S4.3); it is worth sending until then. Empty where the person has no number.</summary>
    public Task<IReadOnlyList<RecordChange>> Of(AppointmentRecord booked, DateTimeOffset now) => Message(
        booked, AppointmentDay.ReminderOf(booked.Id, booked.Version), "Скоро консультация",
        (when, whose) => $"Консультация врача{whose} {when}. Откройте Медкарту и оставайтесь на связи.",
        (when, whose, host) => $"напоминаем о консультации врача{whose} {when}. Войдите в Медкарту{host} и оставайтесь на связи.", now, booked.StartsAt);

    /// <summary>The message that a booking was closed without a connection (S5.1). Empty where the person has no number, and where it is no news any more: the platform was down for so long.</summary>
    public async Task<IReadOnlyList<RecordChange>> OfClosed(AppointmentRecord closed, DateTimeOffset now) => now >= closed.StartsAt + WorthSending ? [] : await Message(
        closed, DerivedId.Of("no-connection", closed.Id.Value, $"{closed.Version}"), "Консультация закрыта",
        (when, whose) => $"Консультация врача{whose} {when} закрыта: связаться с вами не удалось.",
        (when, whose, _) => $"консультация врача{whose} {when} закрыта: связаться с вами не удалось. Чтобы записаться снова, обратитесь к медконсультанту.", now, now + WorthSending);

    private async Task<IReadOnlyList<RecordChange>> Message(
        AppointmentRecord booked, string id, string title, Func<string, string, string> push, Func<string, string, string, string> sms, DateTimeOffset now, DateTimeOffset until)
    {
        if (await medcards.Login(Reader.Platform, booked.Patient) is not { } account)
            return [];
        var people = (await medcards.Family(Reader.Platform, Purpose.Decision, account)).People;
        if (people.FirstOrDefault(one => one.Id == booked.Patient) is not { } person)
            return [];
        var insurer = await insurers.OfAsync(PatientSnapshots.ValidPolicy(person, options.Value.DateOf(booked.StartsAt))?.Insurer.InsurerId);
        var when = Dates.Told(booked.StartsAt, ZoneWords.Find(booked.Terms.PatientZone) ?? Zones.ClockOf(options.Value.TimeZone).Zone);
        // Of several persons of a login it is said whose it is.
        var whose = new BookedPerson(person, IsOfSeveral: people.Count > 1).GivenName is { } name ? $" ({name})" : "";
        var host = insurer.Hosts is [var own, ..] ? $" на {own}" : "";
        return [new AccountNotice(id, account, new PushText($"{insurer.Logo}: {title}", push(when, whose), Calendar, booked.Id.Value), $"{insurer.Logo}: {sms(when, whose, host)}", now, until)];
    }
}
