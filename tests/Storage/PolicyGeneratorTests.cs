using System.Globalization;
using Medzdrav.Grains;
using Medzdrav.Silo;

namespace Medzdrav.Tests.Storage;

public sealed class PolicyGeneratorTests
{
    private static readonly DateOnly Today = new(2026, 11, 23);

    [Fact]
    public void The_same_seed_gives_the_same_file_and_another_one_other_policies_and_phones()
    {
        var (rows, others) = (Rows(seed: 1), Rows(seed: 2));

        Assert.Equal(rows, Rows(seed: 1));
        Assert.Empty(rows.Select(row => row[0]).Intersect(others.Select(row => row[0])));
        Assert.Empty(Phones(rows).Intersect(Phones(others)));
    }

    [Fact]
    public void Invented_people_are_plausible()
    {
        var rows = Rows(seed: 3);

        Assert.Equal(5000, rows.Select(row => row[0]).Distinct().Count());
        Assert.All(rows, row => Assert.Equal(row[6] == "Ж", row[4].EndsWith("вна", StringComparison.Ordinal) || row[4].EndsWith("чна", StringComparison.Ordinal)));
        Assert.All(rows, row => Assert.Equal(3, row[4].Split(' ').Length));
        Assert.All(rows.Where(row => row[7].Length > 0), row => Assert.NotNull(PhoneNumber.Normalize(row[7])));
        Assert.InRange(rows.Count(row => row[7].Length == 0), 200, 900);
        Assert.InRange(rows.Count(row => Day(row[3]) < Today), 250, 750);
        Assert.InRange(rows.Count(row => Day(row[5]) > Today.AddYears(-18)), 500, 3000);
        Assert.InRange(rows.Length / (double)Phones(rows).Distinct().Count(), 2, 5);
    }

    private static string[][] Rows(int seed)
    {
        using var csv = new StringWriter(CultureInfo.InvariantCulture);
        PolicyGenerator.Write(csv, 5000, seed, ';', Today);
        return [.. csv.ToString().Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(line => line.Split(';'))];
    }

    private static IEnumerable<string> Phones(string[][] rows) => rows.Select(row => PhoneNumber.Normalize(row[7])).OfType<string>();

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "dd.MM.yyyy", CultureInfo.InvariantCulture);
}
