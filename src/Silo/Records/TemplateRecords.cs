using Dapper;
using Medzdrav.Contracts;
using Medzdrav.Grains;

namespace Medzdrav.Silo;

/// <summary>The templates of staff.</summary>
internal sealed class TemplateRecords(Database database) : ITemplateRecords
{
    private const string Select =
        "SELECT id, name, complaints, history, diagnosis, recommendations, message FROM template WHERE staff = @staff ORDER BY id LIMIT @limit";

    private const string Insert =
        """
        INSERT INTO template (id, staff, name, complaints, history, diagnosis, recommendations, message, saved_at)
        VALUES (@Id, @Staff, @Name, @Complaints, @History, @Diagnosis, @Recommendations, @Message, @At)
        """;

    private const string Update =
        """
        UPDATE template SET name = @Name, complaints = @Complaints, history = @History, diagnosis = @Diagnosis,
               recommendations = @Recommendations, message = @Message, saved_at = @At
        WHERE id = @Id AND staff = @Staff
        """;

    public Task<IReadOnlyList<Template>> OfAsync(StaffId owner, int limit) => database.ReadAsync<IReadOnlyList<Template>>(async connection =>
        [.. (await connection.QueryAsync<TemplateRow>(Select, new { staff = owner.Value, limit })).Select(row => row.Template()).OrderBy(template => Folding.Name(template.Name), StringComparer.Ordinal)]);

    public Task<Reply<Template>> SaveAsync(RecordCommand command, StaffId owner, Template template, bool isNew, int limit)
    {
        ArgumentNullException.ThrowIfNull(template);
        ArgumentNullException.ThrowIfNull(command);
        var row = new
        {
            Id = template.TemplateId.Value,
            Staff = owner.Value,
            template.Name,
            template.Text.Complaints,
            template.Text.History,
            template.Text.Diagnosis,
            template.Text.Recommendations,
            template.Text.Message,
            command.At,
        };
        return database.WriteAsync(connection => CommandRows.OnceAsync<Template>(connection, command, async () =>
        {
            if (isNew && await connection.ExecuteScalarAsync<int>("SELECT count(*) FROM template WHERE staff = @Staff", row) >= limit)
                return Refusal.TemplatesMoreThan(limit);
            return await connection.ExecuteAsync(isNew ? Insert : Update, row) == 1 ? template : Refusal.NotFound;
        }));
    }

    public Task<Reply<Done>> DeleteAsync(RecordCommand command, StaffId owner, TemplateId template)
    {
        ArgumentNullException.ThrowIfNull(command);
        return database.WriteAsync(connection => CommandRows.OnceAsync<Done>(connection, command, async () =>
        {
            await connection.ExecuteAsync("DELETE FROM template WHERE id = @Id AND staff = @Staff", new { Id = template.Value, Staff = owner.Value });
            return new Done(command.At);
        }));
    }

    private sealed class TemplateRow
    {
        public required string Id { get; init; }
        public required string Name { get; init; }
        public required string Complaints { get; init; }
        public required string History { get; init; }
        public required string Diagnosis { get; init; }
        public required string Recommendations { get; init; }
        public required string Message { get; init; }

        public Template Template() => new(new TemplateId(Id), Name, new TemplateText(Complaints, History, Diagnosis, Recommendations, Message));
    }
}
