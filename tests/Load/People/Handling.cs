using Medzdrav.Contracts;

namespace Medzdrav.Tests.Load;

/// <summary>Plays one leg, from the specialist's side.</summary>
/// <param name="stage">Of the run.</param>
/// <param name="specialist">The specialist on this side.</param>
/// <param name="script">How they work.</param>
/// <param name="offer">The offer that was taken.</param>
/// <param name="begun">The event with which it began: what comes before it is of other legs, also for a reader who joins late.</param>
internal sealed class Handling(Stage stage, Specialist specialist, Script script, OfferView offer, long begun)
{
    private static readonly ConclusionText Findings = new("Кашель третий день", "", "J06.9", "Питьё, покой, контроль через три дня");
    private static readonly TimeSpan TryAgain = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan NewsPatience = TimeSpan.FromSeconds(5);
    private Reading _reading = null!;

    /// <summary>Sees to the patient until the leg is over, however it ends.</summary>
    public async Task SeeToAsync()
    {
        _reading = new Reading(offer.SessionId, specialist.Who) { Showing = happened => stage.Ledger.Show(_reading, happened, isHistory: happened.Sequence <= begun) };
        stage.Ledger.Attend(_reading);
        await specialist.Device.JoinAsync(_reading);
        using var leg = CancellationTokenSource.CreateLinkedTokenSource(stage.Stop);
        var watching = stage.Beside(() => WatchAsync(leg));
        await stage.Beside(() => PlayAsync(leg.Token));
        await watching;
        if (script.SignsAtOnce && offer.Kind == LegKind.Consultation)
            await SignAsync();
        specialist.Device.Leave(_reading);
    }

    private async Task WatchAsync(CancellationTokenSource leg)
    {
        try
        {
            await _reading.FindAsync(happened => happened.Kind is "legEnded" or "closed", begun, stage.Stop);
        }
        finally
        {
            await leg.CancelAsync();
        }
    }

    private async Task PlayAsync(CancellationToken over)
    {
        var length = offer.Kind switch { LegKind.Intake => script.Intake, LegKind.FollowUp => script.FollowUp, _ => script.Consultation };
        if (offer.Mode != SessionMode.Chat)
            _ = stage.Beside(() => new Call(stage, specialist.Device, offer.SessionId).TalkAsync(over));
        if (script.StaffReconnects)
            _ = stage.Beside(() => ReconnectAsync(script.PartOf(length), over));
        await new Chat(stage, specialist.Device, _reading, script).TalkAsync(length, over);
        if (offer.Kind == LegKind.Consultation)
            await ConcludeAsync(over);
        else if (offer.Kind == LegKind.Intake && offer.Patient is not null && script.NeedsDoctor)
            await TransferAsync(over);
        else
            await SettleAsync(over);
    }

    private async Task SettleAsync(CancellationToken over)
    {
        if (stage.HasRecords && offer is { Kind: LegKind.FollowUp, Patient: { } patient } && script.IsBooked)
            await new Booking(stage, specialist.Device, patient.PatientId).MakeAsync(over);
        await AskAsync("CloseSession", (line, command) => line.CloseSession(command, offer.SessionId, CloseReason.Completed), over);
    }

    private async Task ReconnectAsync(TimeSpan after, CancellationToken over)
    {
        await stage.Wait(after, over);
        await specialist.Device.DropAsync();
        await stage.Wait(script.StaffOutage, stage.Stop);
        if (!specialist.Device.IsConnected)
            await specialist.Device.ReconnectAsync();
    }

    private async Task TransferAsync(CancellationToken over)
    {
        var asked = await AskAsync("RequestConsent", (line, command) => line.RequestConsent(command, offer.SessionId), over);
        // People who have called before have consented before.
        if (asked.Consent.Confirmed is null)
            await _reading.FindAsync(happened => happened.Kind == "consentConfirmed", 0, over);
        await AskAsync("Transfer", (line, command) => line.Transfer(command, offer.SessionId, QueueKind.Therapist, "Кашель"), over);
        stage.Figures.Count(Happening.Transferred);
    }

    private async Task ConcludeAsync(CancellationToken over)
    {
        await AskAsync("SaveConclusion", (line, command) => line.SaveConclusion(command, offer.SessionId, Findings), over);
        if (script.TakesAllTime)
            await _reading.FindAsync(happened => happened.Kind == "legEnded", begun, over);
        await AskAsync("EndConsultation", (line, command) => line.EndConsultation(command, offer.SessionId), over);
    }

    private async Task SignAsync()
    {
        specialist.Sign();
        var command = CommandId.New();
        var reply = await specialist.Device.AskAsync(line => line.SignConclusion(command, offer.SessionId));
        // Without a draft nothing is signed: the leg was over before it was saved.
        if (reply.Refusal is { } refusal && specialist.Device.IsConnected && refusal != Refusal.ConclusionIncomplete && refusal != Refusal.AlreadySigned)
            stage.Figures.Failed($"SignConclusion: {refusal.Code}");
    }

    /// <summary>A command, timed. What is refused because the leg is over is nobody's fault; then the news of that must come.</summary>
    private async Task<T> AskAsync<T>(string name, Func<ILine, CommandId, Task<Reply<T>>> call, CancellationToken over) where T : class
    {
        for (var command = CommandId.New(); ; await stage.Wait(TryAgain, over))
        {
            over.ThrowIfCancellationRequested();
            var began = stage.Clock.GetTimestamp();
            var reply = await specialist.Device.AskAsync(line => call(line, command));
            if (reply.Value is { } value)
            {
                stage.Figures.Took(Step.Command, stage.Clock.GetElapsedTime(began));
                return value;
            }
            // The connection is away, nobody knows, or the absent patient still has time: again.
            if (!specialist.Device.IsConnected || reply.Refusal == Refusal.Unavailable || reply.Refusal?.Code == Refusal.TooEarly.Code)
                continue;
            await ExpectOverAsync($"{name}: {reply.Refusal!.Code}", over);
        }
    }

    private async Task ExpectOverAsync(string refused, CancellationToken over)
    {
        await stage.Wait(NewsPatience, over);
        stage.Figures.Failed(refused);
        throw new OperationCanceledException();
    }
}
