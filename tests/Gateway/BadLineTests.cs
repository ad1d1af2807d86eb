using Medzdrav.Contracts;

namespace Medzdrav.Tests.Gateway;

public abstract class BadLineTests(Clinic clinic)
{
    // Of a connection so much may wait, a mebibyte; the rest is room for what the sockets between take in. All of them fit into a session.
    private const int Messages = 500;
    private const int SendersAtOnce = 10;

    [Fact]
    public async Task Who_does_not_read_is_cut_and_nobody_else_notices()
    {
        await using var patient = await clinic.PatientAsync();
        var session = await patient.Call();
        await using var slow = await RawSocket.ConnectAsync(clinic.Address, patient.Tokens.AccessToken, narrow: true);
        slow.KeepAlive();
        await slow.CallAsync("JoinSession", session.Value, 0);
        await slow.ReadUntilAsync("\"more\":false");

        var senders = await Task.WhenAll(Enumerable.Range(0, SendersAtOnce).Select(_ => patient.AnotherTab()));
        var text = new string('ы', 7_900);
        await Task.WhenAll(senders.Select(async sender =>
        {
            for (var i = 0; i < Messages / SendersAtOnce; i++)
                await sender.Command<MessageReceipt>("SendMessage", session, text, Array.Empty<string>());
        }));

        await patient.Device.Until(() => patient.Device.Texts.Length == Messages, "the reader gets all of them", TimeSpan.FromSeconds(60));
        var unread = await slow.ReadToEndAsync();
        Assert.InRange(unread, 0, (long)Messages * text.Length * 2 - 1);
    }

    [Fact]
    public async Task Who_falls_silent_is_told_to_be_gone_until_the_next_connection()
    {
        await using var consultant = await clinic.OnDutyAsync("consultant4");
        await using var patient = await clinic.PatientAsync();
        var session = await patient.Call();
        await consultant.Take(session, LegKind.Intake);
        await using var silent = await RawSocket.ConnectAsync(clinic.Address, patient.Tokens.AccessToken);
        await silent.CallAsync("JoinSession", session.Value, 0);
        await silent.ReadUntilAsync("\"more\":false");

        // It is pinged, and has never pinged itself.
        await silent.ReadUntilAsync("{\"type\":6}");
        await patient.Device.StopAsync();

        await consultant.Device.Until(() => consultant.Device.Kinds.Contains("dropped"), "the silent patient is missed");
        await silent.ReadToEndAsync();
        await (await patient.AnotherTab()).Join(session);
        await consultant.Device.Until(() => consultant.Device.Kinds.Contains("rejoined"), "the patient is back");
    }
}

[Collection(nameof(OnSqlite))]
public sealed class BadLineTestsOnSqlite(SqliteClinic clinic) : BadLineTests(clinic);

[Collection(nameof(OnPostgres))]
public sealed class BadLineTestsOnPostgres(PostgresClinic clinic) : BadLineTests(clinic);
