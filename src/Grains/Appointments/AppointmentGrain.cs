using Medzdrav.Contracts;
using Microsoft.Extensions.Options;

namespace Medzdrav.Grains;

/// <summary>The day of one booking: looks what is due, does it with one stored change, and says when to come again. The record alone is the truth.</summary>
internal sealed class AppointmentGrain(
    AppointmentStores stores, Reminders reminders, BookingBell bell, OnlineAccounts online, IOptions<LimitOptions> options, TimeProvider clock) : Grain, IAppointmentGrain
{
    /// <summary>How often a step is decided anew because the booking was changed meanwhile.</summary>
    private const int Tries = 3;

    private readonly LimitOptions _limits = options.Value;
    private DateTimeOffset _declareFrom;

    private AppointmentId Id => new(this.GetPrimaryKeyString());

    private DateTimeOffset Now => clock.GetUtcNow();

    /// <inheritdoc />
    public override Task OnActivateAsync(CancellationToken cancellation)
    {
        _declareFrom = Now + _limits.AbsenceGrace;
        return Task.CompletedTask;
    }

    /// <inheritdoc />
    public async Task<DateTimeOffset?> Wake()
    {
        for (var tries = 0; tries < Tries; tries++)
        {
            if (await stores.Appointments.FindAsync(Id) is not { } booked)
                return null;
            // The instant of the step: the start that comes while a step is done is looked at, and not passed over.
            var now = Now;
            switch (AppointmentDay.StepAt(booked, now, _limits))
            {
                case DayStep.Over:
                    return null;
                case DayStep.Wait:
                    return await Wait(booked, now);
                case DayStep.Remind:
                    if (await stores.Days.RemindAsync(booked, now, await reminders.Of(booked, now)))
                        return await Wait(booked with { RemindedAt = now }, now);
                    break;
                default:
                    if (await Look(booked) is { } next)
                        return next;
                    break;
            }
        }
        return Now;
    }

    /// <summary>Nothing is due before the next moment but that the session of a patient who is there carries the booking.</summary>
    private async Task<DateTimeOffset?> Wait(AppointmentRecord booked, DateTimeOffset now)
    {
        if (AppointmentDay.IsNear(booked, now, _limits))
            await Carry(booked, await stores.Rows.OpenOfPatientAsync(booked.Patient));
        return AppointmentDay.NextAt(booked, now, _limits);
    }

    /// <summary>Looks for the patient of a booking whose time has come.</summary>
    /// <returns>When to look again; null where the booking was closed, or changed meanwhile.</returns>
    private async Task<DateTimeOffset?> Look(AppointmentRecord booked)
    {
        // The instant before the look: whoever comes while it lasts was not seen, and is not late either.
        var now = Now;
        var account = await stores.Medcards.Login(Reader.Platform, booked.Patient);
        var session = await stores.Rows.OpenOfPatientAsync(booked.Patient);
        await Carry(booked, session);
        var sight = new Sight(IsInSession: session is not null, IsOnline: session is not null ? null : account is { } holder ? await online.IsOnline(holder) : false);
        // A session that is opened now stores itself that the patient is there.
        if (!await Call(booked, account, sight, now) && (sight.IsInSession || sight.IsOnline == true))
            await stores.Days.MetAsync(booked, now);
        var turn = AppointmentDay.TurnOf(booked, sight, now, _declareFrom, _limits);
        if (turn is DayTurn.Close or DayTurn.End)
        {
            await End(booked, turn, now);
            return null;
        }
        if (turn == DayTurn.Tried)
            await stores.Days.TriedAsync(booked, new AppointmentAttempt(now, MissingSide.Patient));
        return AppointmentDay.LookAt(booked, sight, now, _declareFrom, _limits);
    }

    /// <returns>Whether a session was opened for a patient who only is connected.</returns>
    private async Task<bool> Call(AppointmentRecord booked, AccountId? account, Sight sight, DateTimeOffset now) =>
        account is { } holder && AppointmentDay.IsToBeCalled(booked, sight, now)
        && (await GrainFactory.GrainOf<IPatientGrain>(booked.Patient.Value).OpenAtStart(holder, await stores.Near.Due(booked))).Value is not null;

    /// <summary>The patient may wait or talk already: their session carries the booking from now on.</summary>
    private async Task Carry(AppointmentRecord booked, SessionId? session)
    {
        if (session is { } open)
            await GrainFactory.GrainOf<ISessionBooking>(open.Value).Carry(booked.Patient, await stores.Near.Due(booked));
    }

    private async Task End(AppointmentRecord booked, DayTurn turn, DateTimeOffset now)
    {
        var past = await stores.Days.PastAsync(booked, booked.StartsAt - _limits.BookingNear);
        var ended = AppointmentDay.Ended(booked, AppointmentDay.EndOf(turn, past), now);
        if (await Store(ended, past, now))
            await bell.Ring(ended);
    }

    private async Task<bool> Store(AppointmentRecord ended, DayPast past, DateTimeOffset now)
    {
        switch (ended.State)
        {
            case AppointmentState.Held:
                await stores.Days.HoldAsync(new AppointmentHeld(ended.Id, now));
                return true;
            case AppointmentState.NotHeld:
                var why = past.PatientCame ? "обращение закрыто без консультации врача" : "пациент был на связи, но обращения не было";
                return await stores.Days.CloseAsync(ended, $"Не состоялась: {why}", []);
            default:
                await stores.Days.TriedAsync(ended with { Version = ended.Version - 1 }, new AppointmentAttempt(now, MissingSide.Patient));
                return await stores.Days.CloseAsync(ended, "Нет связи: пациент не был на связи", await reminders.OfClosed(ended, now));
        }
    }
}
