using System.Diagnostics;
using Medzdrav.Contracts;
using Medzdrav.Grains;
using Medzdrav.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace Medzdrav.Tests.Load;

/// <summary>Sessions that write one message after the other, each as soon as the last is durable.</summary>
internal sealed class AppendSessions
{
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(1);
    private static readonly StaffSnapshot Consultant = new(new StaffId("consultant-1"), ParticipantRole.Consultant, "Вежливая Анна Ивановна", QueueKind.Consultant);
    private readonly IJournal _journal;
    private long _stored;
    private volatile bool _stopping;

    private AppendSessions(IJournal journal) => _journal = journal;

    /// <summary>How long a commit's payload is.</summary>
    public static int PayloadLength { get; } = JournalCodec.Encode([Said(1)]).Length;

    /// <param name="storage">Where.</param>
    /// <param name="clients">How many sessions at once.</param>
    /// <param name="seconds">How long, beside warming up.</param>
    /// <param name="server">PostgreSQL's process, or null.</param>
    public static async Task<AppendRate> MeasureAsync(StorageFixture storage, int clients, int seconds, int? server = null)
    {
        var length = TimeSpan.FromSeconds(seconds);
        var sessions = new AppendSessions(storage.Services.GetRequiredService<IJournal>());
        var running = Enumerable.Range(0, clients).Select(client => Task.Run(() => sessions.WriteAsync(client))).ToArray();
        await Task.Delay(WarmUp, TimeProvider.System);
        var window = new CpuWindow(Environment.ProcessId, server);
        var began = Volatile.Read(ref sessions._stored);
        await Task.Delay(length, TimeProvider.System);
        var rate = window.At((Volatile.Read(ref sessions._stored) - began) / window.Seconds);
        sessions._stopping = true;
        await Task.WhenAll(running);
        return rate;
    }

    private static SessionEvent Said(long sequence) =>
        new(sequence, DateTimeOffset.UnixEpoch.AddYears(56), ParticipantId.Patient, new Message("Здравствуйте! У ребёнка второй день кашель, температура 37,8. Чем можно помочь?", []));

    /// <summary>A chat, opened and taken by a consultant.</summary>
    private static (SessionState State, Commit Opening) Open(int client)
    {
        var session = new SessionId(DerivedId.Of("append", Guid.NewGuid().ToString()));
        var (now, owner) = (TimeProvider.System.GetUtcNow(), Caller.Of(new AccountId(DerivedId.Of("account", session.Value))));
        var patient = new PatientSnapshot(new PatientId(DerivedId.Of("patient", session.Value)), "Ромашкина Ева Павловна", new DateOnly(2019, 5, 1), "ДМС-1", null, "Ромашкина Анна Петровна");
        SessionFact[] facts = [new Opened(SessionMode.Chat, owner), new PatientChosen(patient), new Queued(new Wait(Awaited.In(QueueKind.Consultant), LegKind.Intake, LegTerms.Unlimited, now)), new LegStarted(LegKind.Intake, Consultant, now, null, [client])];
        var events = facts.Select((fact, i) => new SessionEvent(1 + i, now, ParticipantId.Patient, fact)).ToArray();
        var state = events.Aggregate(SessionState.New(session), (folded, happened) => folded.Apply(happened));
        return (state, new Commit(session, 1, state.Sequence, CommandId.New(), now, JournalCodec.Encode(events), SessionViews.RowOf(state, Presence.Here, now.AddMinutes(5)), [], [], []));
    }

    private async Task WriteAsync(int client)
    {
        var (state, commit) = Open(client);
        for (var payload = JournalCodec.Encode([Said(1)]); !_stopping; Interlocked.Increment(ref _stored))
        {
            if (await _journal.AppendAsync(commit) != AppendResult.Stored)
                throw new UnreachableException("The journal refused a message.");
            var (next, now) = (commit.LastSequence + 1, TimeProvider.System.GetUtcNow());
            commit = new Commit(state.Id, next, next, CommandId.New(), now, payload, SessionViews.RowOf(state, Presence.Here, now.AddMinutes(5)), [], [], []) { KeepsRow = true };
        }
    }
}
