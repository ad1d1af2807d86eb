using System.Diagnostics;
using System.Globalization;
using Medzdrav.Grains;
using Medzdrav.Silo;
using Medzdrav.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace Medzdrav.Tests.Measure;

/// <summary>How long a consultant's search takes among many people, by the kind of query, after an import of them all.</summary>
internal static class SearchSpeed
{
    private const int Limit = 21;
    private const int Rounds = 400;
    private const int Warming = 20;

    private static readonly DateOnly Today = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime);

    public static async Task MeasureAsync(int people, DatabaseKind kind)
    {
        var file = Path.GetTempFileName();
        await VariedPeople.WriteAsync(file, people, Today);
        await using var storage = await StorageFixture.CreateAsync(kind);
        var import = storage.Services.GetRequiredService<PolicyImport>();
        Console.WriteLine($"{kind}, {people} policies: import {await ImportSpeed.ImportAsync(import, file)}");
        var known = await KnownAsync(file, people);
        File.Delete(file);
        foreach (var (name, query, isFirst) in Kinds())
            await MeasureAsync(storage.Services.GetRequiredService<IPeople>(), name, known, query, isFirst);
        Console.WriteLine($"peak memory: {ImportSpeed.PeakMemory()}");
    }

    /// <summary>The queries of each kind, and whether the person who is meant has to come first: elsewhere others fit as well.</summary>
    private static IEnumerable<(string Name, Func<KnownPerson, Random, string> Query, bool IsFirst)> Kinds()
    {
        yield return ("phone", (person, _) => person.Phone, false);
        yield return ("last four digits", (person, _) => person.Phone[^4..], false);
        yield return ("policy number", (person, _) => person.Number, true);
        yield return ("policy number, digits only", (person, _) => string.Concat(person.Number.Where(char.IsAsciiDigit)), true);
        yield return ("surname and year of birth", (person, _) => $"{person.Name.Split(' ')[0]} {person.BirthDate[^4..]}", false);
        yield return ("full name", (person, _) => person.Name, false);
        yield return ("name, surname last, small letters", (person, _) => string.Join(' ', person.Name.ToLowerInvariant().Split(' ').Reverse()), false);
        yield return ("surname", (person, _) => person.Name.Split(' ')[0], false);
        yield return ("beginnings of surname and name", (person, _) => string.Join(' ', person.Name.Split(' ').Take(2).Select(word => word[..Math.Min(4, word.Length)])), false);
        yield return ("name and birth date", (person, _) => $"{person.BirthDate} {person.Name}", true);
        yield return ("birth date and first name", (person, _) => $"{person.Name.Split(' ')[1]} {person.BirthDate}", false);
        yield return ("full name with an error", (person, chance) => Mistyped(person.Name, chance), false);
        yield return ("surname with an error, first name", (person, chance) => $"{Mistyped(person.Name.Split(' ')[0], chance)} {person.Name.Split(' ')[1]}", false);
        yield return ("surname with an error", (person, chance) => Mistyped(person.Name.Split(' ')[0], chance), false);
        yield return ("name with an error, birth date", (person, chance) => $"{Mistyped(person.Name, chance)} {person.BirthDate}", true);
        yield return ("nobody's name", (person, chance) => $"Щ{Mistyped(person.Name.Split(' ')[0], chance)}щщ {person.Name.Split(' ')[1]}", false);
    }

    private static async Task MeasureAsync(IPeople people, string name, KnownPerson[] known, Func<KnownPerson, Random, string> query, bool isFirst)
    {
        var chance = new Random(7);
        var times = new List<double>();
        var (found, first) = (0, 0);
        for (var round = -Warming; round < Rounds; round++)
        {
            var person = known[chance.Next(known.Length)];
            var typed = query(person, chance);
            var began = Stopwatch.GetTimestamp();
            var answer = await people.SearchAsync(QueryText.Read(typed, Today), Limit);
            if (round < 0)
                continue;
            times.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
            var place = answer.ToList().FindIndex(one => one.Policies.Any(policy => policy.Number == person.Number));
            found += place >= 0 ? 1 : 0;
            first += place == 0 ? 1 : 0;
        }
        times.Sort();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"| {name} | {times[Rounds / 2]:F1} | {times[Rounds * 99 / 100]:F1} | {times[^1]:F1} | {100.0 * found / Rounds:F0} % | {100.0 * first / Rounds:F0} %{(isFirst && first < Rounds ? " (!)" : "")} |"));
    }

    /// <summary>The same with a letter inside of a word replaced, left out, or swapped with the next.</summary>
    private static string Mistyped(string name, Random chance)
    {
        var place = chance.Next(1, Math.Max(2, name.Split(' ')[0].Length - 1));
        return chance.Next(3) switch
        {
            0 => name[..place] + "оаеиу"[chance.Next(5)] + name[(place + 1)..],
            1 => name[..place] + name[(place + 1)..],
            _ => name[..place] + name[place + 1] + name[place] + name[(place + 2)..],
        };
    }

    /// <summary>Some of the people with a phone.</summary>
    private static async Task<KnownPerson[]> KnownAsync(string file, int people)
    {
        var known = new List<KnownPerson>();
        var step = Math.Max(1, people / 5_000);
        var number = 0;
        await foreach (var line in File.ReadLinesAsync(file))
            if (number++ % step == 1 && line.Split(';') is [var policy, _, _, _, var name, var born, _, { Length: > 0 } phone] && name.Split(' ')[0].Length > 4)
                known.Add(new KnownPerson(policy, name, born, phone));
        return [.. known];
    }

    private sealed record KnownPerson(string Number, string Name, string BirthDate, string Phone);
}
