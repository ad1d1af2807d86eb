using Medzdrav.Silo;

namespace Medzdrav.Tests.Measure;

/// <summary>Invented policies in whose names there are as many surnames as among so many people: the generator alone has two hundred, which would make the list of words too short.</summary>
internal static class VariedPeople
{
    private static readonly string[] Syllables = ["ба", "вё", "го", "ди", "жу", "зар", "ким", "лос", "мет", "нуг", "пыр", "рек", "сав", "тол", "фед", "хор", "цар", "чул", "шин", "яр"];

    public static async Task WriteAsync(string file, int people, DateOnly today)
    {
        await using (var csv = new StreamWriter(file + ".plain"))
            PolicyGenerator.Write(csv, people, seed: 1, ';', today);
        await using (var varied = new StreamWriter(file))
        {
            var (family, lastPhone) = (0, "");
            await foreach (var line in File.ReadLinesAsync(file + ".plain"))
            {
                var fields = line.Split(';');
                if (fields[^1] != lastPhone)
                    (family, lastPhone) = (family + 1, fields[^1]);
                if (family > 1 && family % 3 == 0)
                    fields[4] = Renamed(fields[4], family, isHers: fields[6] == "Ж");
                await varied.WriteLineAsync(string.Join(';', fields));
            }
        }
        File.Delete(file + ".plain");
    }

    /// <summary>A surname of three or four syllables: up to 160,000 of them, each his and hers.</summary>
    private static string Renamed(string name, int family, bool isHers)
    {
        var number = (uint)(family / 3) * 2_654_435_761 % 160_000;
        var surname = Syllables[number % 20] + Syllables[number / 20 % 20] + Syllables[number / 400 % 20] + (number >= 8_000 ? Syllables[number / 8_000] : "");
        return $"{char.ToUpperInvariant(surname[0])}{surname[1..]}ов{(isHers ? "а" : "")} {name[(name.IndexOf(' ') + 1)..]}";
    }
}
