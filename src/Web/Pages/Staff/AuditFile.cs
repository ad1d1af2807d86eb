using System.Buffers;
using System.Globalization;
using System.IO.Pipelines;
using System.Text;
using Medzdrav.Contracts;

namespace Medzdrav.Web.Pages.Staff;

/// <summary>Audit entries as a CSV file, written as they come.</summary>
/// <param name="output">Where to.</param>
/// <param name="zone">The clinic's civil time.</param>
internal sealed class AuditFile(PipeWriter output, TimeZoneInfo zone)
{
    private static readonly string[] Headings = ["Номер", "Кто", "Логин", "Должность", "Действие", "Данные", "Чьи данные", "Обращение", "Зачем", "Хэш"];

    /// <summary>The mark by which spreadsheets know UTF-8, and the headings.</summary>
    public Task BeginAsync(CancellationToken cancellation)
    {
        output.Write(Encoding.UTF8.Preamble);
        return WriteAsync(CsvRow.Of([$"Когда ({(zone.Id == "Europe/Moscow" ? "Москва" : zone.Id)})", .. Headings]), cancellation);
    }

    public Task WriteAsync(IEnumerable<AuditLine> lines, CancellationToken cancellation) => WriteAsync(string.Concat(lines.Select(Row)), cancellation);

    private async Task WriteAsync(string rows, CancellationToken cancellation)
    {
        Encoding.UTF8.GetBytes(rows, output);
        await output.FlushAsync(cancellation);
    }

    private string Row(AuditLine line) => CsvRow.Of(
        TimeZoneInfo.ConvertTime(line.At, zone).ToString("dd.MM.yyyy HH:mm:ss", CultureInfo.InvariantCulture),
        line.Number?.ToString(CultureInfo.InvariantCulture),
        line.Who.Name.Length > 0 ? line.Who.Name : line.Who.StaffId.Value,
        line.Who.Login,
        AuditWords.Title(line.Post),
        AuditWords.Of(line.Deed),
        AuditWords.Of(line.What),
        Whose(line),
        line.Session?.Value,
        AuditWords.Of(line.Purpose),
        line.Hash);

    private static string Whose(AuditLine line) =>
        string.Join(", ", line.Members.Select(AuditWords.Of).Concat(line.Whose.Select(person => $"{person.Name} ({Dates.Day(person.BirthDate)})")).Concat(line.More > 0 ? [$"и ещё {line.More.ToString(CultureInfo.InvariantCulture)}"] : []));
}
