using Medzdrav.Contracts;

namespace Medzdrav.Tests.Load;

/// <summary>A side of a conversation in one leg: messages now and then, and what the other wrote is marked as read.</summary>
internal sealed class Chat(Stage stage, Device device, Reading reading, Script script)
{
    private static readonly string Filler = string.Concat(Enumerable.Repeat(" болит и не проходит", 4));

    /// <summary>Talks for a time.</summary>
    public async Task TalkAsync(TimeSpan length, CancellationToken over)
    {
        var began = stage.Clock.GetTimestamp();
        foreach (var moment in Enumerable.Range(0, script.Messages).Select(_ => script.PartOf(length)).Order().ToArray())
        {
            await WaitUntilAsync(began, moment, over);
            await SayAsync(over);
            await device.AskAsync(line => line.MarkRead(reading.Session, reading.Last));
        }
        await WaitUntilAsync(began, length, over);
    }

    private async Task WaitUntilAsync(long began, TimeSpan moment, CancellationToken over)
    {
        var left = moment - stage.Clock.GetElapsedTime(began);
        if (left > TimeSpan.Zero)
            await stage.Wait(left, over);
    }

    private async Task SayAsync(CancellationToken over)
    {
        if (!device.IsConnected)
            return;
        var (command, intended) = (CommandId.New(), stage.Clock.GetTimestamp());
        var text = $"{command.Value:N}{Filler}";
        stage.Ledger.Say(text, intended);
        var reply = await device.AskAsync(line => line.SendMessage(command, reading.Session, text));
        if (reply.Value is { } receipt)
            stage.Ledger.Acknowledge(reading.Session, new Acknowledged(reading.Reader, text, receipt.Sequence), intended);
        else if (device.IsConnected && !over.IsCancellationRequested && reply.Refusal is { } refusal && refusal != Refusal.Closed && refusal != Refusal.NotFound)
            stage.Figures.Failed($"SendMessage: {refusal.Code}");
    }
}
