using Medzdrav.Contracts;

namespace Medzdrav.Tests.Load;

/// <summary>A consultant books a patient, at the soonest time that nobody else takes meanwhile: they compete for it.</summary>
/// <param name="stage">Of the run.</param>
/// <param name="device">The consultant's.</param>
/// <param name="patient">For whom.</param>
internal sealed class Booking(Stage stage, Device device, PatientId patient)
{
    private const string Specialty = "therapist";
    private const int DaysAhead = 2;
    private const int MaxTries = 20;
    private static readonly TimeSpan TryAgain = TimeSpan.FromMilliseconds(250);
    private static readonly BookingTerms Terms = new("Контроль после лечения", Repeated: false, Documents: null, TellBy.Chat, TellWhom.Patient);

    /// <summary>Books.</summary>
    public async Task MakeAsync(CancellationToken over)
    {
        for (var tries = 0; tries < MaxTries; tries++)
        {
            var began = stage.Clock.GetTimestamp();
            var found = await AnsweredAsync(line => line.FindSlots(new SlotQuery(Specialty, FirstDay: DateOnly.FromDateTime(stage.Clock.GetUtcNow().UtcDateTime).AddDays(DaysAhead))), over);
            if (found.Value is not { Slots: [var slot, ..] })
            {
                stage.Figures.Failed($"FindSlots: {found.Refusal?.Code ?? "no slots"}");
                return;
            }
            var (command, order) = (CommandId.New(), new BookingOrder(patient, slot.DoctorId, Specialty, slot.StartsAt, Terms));
            var reply = await AnsweredAsync(line => line.Book(command, order), over);
            if (reply.Value is { } booked)
            {
                stage.Ledger.Records.Book(booked);
                stage.Figures.Count(Happening.Booked);
                stage.Figures.Took(Step.Book, stage.Clock.GetElapsedTime(began));
                return;
            }
            if (reply.Refusal!.Code == Refusal.SlotTaken.Code || reply.Refusal.Code == Refusal.SlotUnavailable.Code)
                continue;
            stage.Figures.Failed($"Book: {reply.Refusal.Code}");
            return;
        }
        stage.Figures.Failed("Book: others were always first");
    }

    /// <summary>Asks, with the connection away or nobody there, until there is an answer.</summary>
    private async Task<Reply<T>> AnsweredAsync<T>(Func<ILine, Task<Reply<T>>> call, CancellationToken over) where T : class
    {
        for (; ; await stage.Wait(TryAgain, over))
        {
            over.ThrowIfCancellationRequested();
            var reply = await device.AskAsync(call);
            if (reply.Refusal != Refusal.Unavailable)
                return reply;
        }
    }
}
