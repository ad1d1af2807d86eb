using Medzdrav.Contracts;
using Microsoft.Extensions.Options;

namespace Medzdrav.Grains;

/// <summary>The messages of a booking's day, to the devices of the account and by SMS. Neither doctor nor specialty nor reason is in them: a phone lies about.</summary>
internal sealed class Reminders(Medcards medcards, InsurerBook insurers, IOptions<LimitOptions> options)
{
    private const string Calendar = "/calendar";

    /// <summary>Later than that, the calendar says it.</summary>
    private static readonly TimeSpan WorthSending = TimeSpan.FromDays(1);

    /// <summary>The message before the start (S4.3); it is worth sending until then. Empty where the person has no number.</summary>
    public Task<IReadOnlyList<RecordChange>> Of(AppointmentRecord booked, DateTimeOffset now) => Message(
        booked, AppointmentDay.ReminderOf(booked.Id, booked.Version), "Скоро консультация",
        when => $"Консультация врача {when}. Откройте Медкарту и оставайтесь на связи.",
        (when, host) => $"напоминаем о консультации врача {when}. Войдите в Медкарту{host} и оставайтесь на связи.", now, booked.StartsAt);

    /// <summary>The message that a booking was closed without a connection (S5.1). Empty where the person has no number, and where it is no news any more: the platform was down for so long.</summary>
    public async Task<IReadOnlyList<RecordChange>> OfClosed(AppointmentRecord closed, DateTimeOffset now) => now >= closed.StartsAt + WorthSending ? [] : await Message(
        closed, DerivedId.Of("no-connection", closed.Id.Value, $"{closed.Version}"), "Консультация закрыта",
        when => $"Консультация врача {when} закрыта: связаться с вами не удалось.",
        (when, _) => $"консультация врача {when} закрыта: связаться с вами не удалось. Чтобы записаться снова, обратитесь к медконсультанту.", now, now + WorthSending);

    private async Task<IReadOnlyList<RecordChange>> Message(
        AppointmentRecord booked, string id, string title, Func<string, string> push, Func<string, string, string> sms, DateTimeOffset now, DateTimeOffset until)
    {
        if (await medcards.Person(Reader.Platform, booked.Patient) is not { Phone: not null } person || await medcards.Login(Reader.Platform, booked.Patient) is not { } account)
            return [];
        var insurer = await insurers.OfAsync(PatientSnapshots.ValidPolicy(person, options.Value.DateOf(booked.StartsAt))?.Insurer.InsurerId);
        var when = Dates.Told(booked.StartsAt, Zones.Find(booked.Terms.PatientZone) ?? Zones.ClockOf(options.Value.TimeZone).Zone);
        var host = insurer.Hosts is [var own, ..] ? $" на {own}" : "";
        return [new AccountNotice(id, account, new PushText($"{insurer.Logo}: {title}", push(when), Calendar, booked.Id.Value), $"{insurer.Logo}: {sms(when, host)}", now, until)];
    }
}
