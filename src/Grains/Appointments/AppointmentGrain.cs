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
            switch (AppointmentDay.StepAt(booked, Now, _limits))
            {
                case DayStep.Over:
                    return null;
                case DayStep.Wait:
                    await CarryIfNear(booked);
                    return AppointmentDay.NextAt(booked, Now, _limits);
                case DayStep.Remind:
                    await stores.Days.RemindAsync(booked, Now, await reminders.Of(booked, Now));
                    break;
                default:
                    if (await Look(booked) is { } next)
                        return next;
                    break;
            }
        }
        return Now;
    }

    /// <summary>Looks for the patient of a booking whose time has come.</summary>
    /// <returns>When to look again; null where the booking was closed, or changed meanwhile.</returns>
    private async Task<DateTimeOffset?> Look(AppointmentRecord booked)
    {
        // The instant before the look: whoever comes while it lasts was not seen, and is not late either.
        var now = Now;
        var account = await stores.Medcards.Login(Reader.Platform, booked.Patient);
        var sight = await See(booked.Patient, account);
        if (sight.IsInSession)
        {
            await CarryIfNear(booked);
            await stores.Days.MetAsync(booked, now);
        }
        if (account is { } holder && AppointmentDay.IsToBeCalled(booked, sight, now))
            await GrainFactory.GrainOf<IPatientGrain>(booked.Patient.Value).OpenAtStart(holder, await stores.Near.Due(booked));
        switch (AppointmentDay.TurnOf(booked, sight, now, _declareFrom, _limits))
        {
            case DayTurn.Close:
                await Close(booked, now);
                return null;
            case DayTurn.End:
                var ended = AppointmentDay.Ended(booked, AppointmentState.NotHeld, now);
                if (await stores.Days.CloseAsync(ended, "Не состоялась: обращение закрыто без консультации врача", []))
                    await bell.Ring(ended);
                return null;
            case DayTurn.Tried:
                await stores.Days.TriedAsync(booked, new AppointmentAttempt(now, MissingSide.Patient));
                break;
        }
        return AppointmentDay.LookAt(booked, sight, now, _declareFrom, _limits);
    }

    /// <summary>The patient may wait or talk already: their session carries the booking from now on.</summary>
    private async Task CarryIfNear(AppointmentRecord booked)
    {
        if (AppointmentDay.IsNear(booked, Now, _limits) && await stores.Rows.OpenOfPatientAsync(booked.Patient) is { } session)
            await GrainFactory.GrainOf<ISessionBooking>(session.Value).Carry(booked.Patient, await stores.Near.Due(booked));
    }

    private async Task<Sight> See(PatientId patient, AccountId? account)
    {
        if (await stores.Rows.OpenOfPatientAsync(patient) is not null)
            return new Sight(IsInSession: true, IsOnline: null);
        return new Sight(IsInSession: false, account is { } holder ? await online.IsOnline(holder) : false);
    }

    private async Task Close(AppointmentRecord booked, DateTimeOffset now)
    {
        await stores.Days.TriedAsync(booked, new AppointmentAttempt(now, MissingSide.Patient));
        var closed = AppointmentDay.Ended(booked, AppointmentState.NoConnection, now);
        if (await stores.Days.CloseAsync(closed, "Нет связи: пациент не был на связи", await reminders.OfClosed(closed, now)))
            await bell.Ring(closed);
    }
}
