using System.Data.Common;
using System.Text.Json;
using Dapper;
using Medzdrav.Contracts;
using Medzdrav.Grains;

namespace Medzdrav.Silo;

/// <summary>Tasks about bookings, stored in the transactions that make them.</summary>
internal static class BookingTaskRows
{
    /// <summary>How a task ended whose booking has a newer version.</summary>
    public const string Replaced = "replaced";

    private const string Insert =
        """
        INSERT INTO task (id, kind, phone, patient_name, session, asked_at, due_at, appointment, of_version, about, origin)
        VALUES (@Id, @Kind, @Phone, @PatientName, @Session, @AskedAt, @DueAt, @Appointment, @Version, @About, @Origin)
        ON CONFLICT DO NOTHING
        """;

    // Nobody is told of a time that was changed since, and a wish is done with the booking's next version.
    private const string EndEarlier =
        "UPDATE task SET finished_at = @AskedAt, outcome = @Replaced WHERE appointment = @Appointment AND of_version < @Version AND finished_at IS NULL";

    // Whoever changes the booking waits for the wish, and ends it.
    private const string TakeTurn = "UPDATE appointment SET state = state WHERE id = @Appointment AND state = 'booked' AND starts_at > @AskedAt";

    // A message about an earlier version that no provider has yet is none any more.
    private const string TakeBackEarlier =
        """
        DELETE FROM notice WHERE (state = @Waiting OR push IS NOT NULL)
        AND id IN (SELECT sms FROM task WHERE appointment = @Appointment AND of_version < @Version AND sms IS NOT NULL)
        """;

    // A wish that is changed was neither put off nor answered.
    private const string Raise =
        """
        UPDATE task SET asked_again_at = @AskedAt, about = @About, due_at = CASE WHEN due_at > @DueAt THEN @DueAt ELSE due_at END, put_off_until = NULL, sms = NULL, sms_at = NULL, sms_failed = NULL, answer = NULL
        WHERE kind = @Kind AND appointment = @Appointment AND finished_at IS NULL AND id <> @Id
        """;

    private const string Same = $"{TaskRow.Select} WHERE id = @Id";

    private const string Standing = $"{TaskRow.Select} WHERE kind = @Kind AND appointment = @Appointment AND finished_at IS NULL";

    /// <summary>Adds a task about a booking, and ends those about its earlier versions.</summary>
    /// <returns>True: one that is there already is as good.</returns>
    public static async Task<bool> AddAsync(DbConnection connection, TaskAdded added)
    {
        var row = Row(added);
        // The end of a former task, which may be on its way, has stored its message before its row is free.
        await connection.ExecuteAsync(EndEarlier, row);
        await connection.ExecuteAsync(TakeBackEarlier, row);
        if (await connection.ExecuteAsync(Insert, row) == 1)
            await DueRows.PutAsync(connection, Due.AtOnce(WakeKind.Telling, added.Task.TaskId.Value));
        return true;
    }

    /// <summary>Adds a wish about a booking that stands, or raises the one that is there. A wish that comes again when its command is forgotten is answered as it was first.</summary>
    public static async Task<Reply<StandingTask>> AddWishAsync(DbConnection connection, TaskAdded wish)
    {
        var row = Row(wish);
        if (await connection.QuerySingleOrDefaultAsync<TaskRow>(Same, row) is { } same)
            return new StandingTask(wish.Task.TaskId, same.AskedAt);
        if (await connection.ExecuteAsync(TakeTurn, row) == 0)
            return Refusal.AppointmentOver;
        // The wish that stood in the way may be done before it is raised: then there is room for this one.
        while (true)
        {
            if (await connection.ExecuteAsync(Insert, row) == 0)
                await connection.ExecuteAsync(Raise, row);
            if ((await connection.QuerySingleOrDefaultAsync<TaskRow>(Standing, row))?.Task() is not { } standing)
                continue;
            await DueRows.PutAsync(connection, Due.AtOnce(WakeKind.Telling, standing.TaskId.Value));
            return new StandingTask(standing.TaskId, standing.AskedAt);
        }
    }

    private static object Row(TaskAdded added)
    {
        var (task, about) = (added.Task, added.Task.Appointment ?? throw new ArgumentException("It is about no booking.", nameof(added)));
        return new
        {
            Id = task.TaskId.Value,
            Kind = Words.Of(task.Kind),
            task.Phone,
            task.PatientName,
            Session = task.SessionId?.Value,
            task.AskedAt,
            task.DueAt,
            Appointment = about.AppointmentId.Value,
            about.Version,
            About = JsonSerializer.Serialize(about, WireJson.Options),
            added.Origin,
            Replaced,
            Waiting = Words.Of(NoticeState.Waiting),
        };
    }
}
