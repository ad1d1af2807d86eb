using System.CommandLine;
using Medzdrav.Silo;

namespace Medzdrav.Host;

/// <summary><c>erase person</c>: erases what no term keeps of a person who asks for it.</summary>
internal static class EraseCommand
{
    /// <param name="settings">Takes the settings out of a command line.</param>
    public static Command Define(Func<ParseResult, string[]> settings) => new("erase", "Erasing data of persons on request; what is over by its term goes by itself.") { Person(settings) };

    private static Command Person(Func<ParseResult, string[]> settings)
    {
        var id = new Argument<string>("id") { Description = "The person's id." };
        var because = new Option<string>("--because") { Description = $"Why, such as the letter in which it was asked for, up to {PersonErasing.MaxReason} characters. It is kept as a proof: write no diagnosis.", Required = true };
        var trial = new Option<bool>("--dry-run") { Description = "Says what would go and what would stay, and erases nothing." };
        var person = new Command("person", "Erases what no term keeps of a person, and says what stays, until when, and why. Works beside the running server.") { id, because, trial };
        person.TreatUnmatchedTokensAsErrors = false;
        person.SetAction((parsed, cancellation) => Failures.ExplainAsync(async () =>
        {
            var reason = parsed.GetValue(because)!.Trim();
            if (reason.Length is 0 or > PersonErasing.MaxReason)
                throw new UsageException($"Say why, in 1 to {PersonErasing.MaxReason} characters: --because \"letter of 1.12.2026, no. 12\".");
            await using var services = await StorageServices.OpenAsync(settings(parsed), cancellation);
            var erasing = services.GetRequiredService<PersonErasing>();
            var isTrial = parsed.GetValue(trial);
            return Print(isTrial ? await erasing.WeighAsync(parsed.GetValue(id)!) : await erasing.EraseAsync(parsed.GetValue(id)!, reason), isTrial);
        }));
        return person;
    }

    private static int Print(ErasurePlan plan, bool isTrial)
    {
        if (plan.Refusals.Count > 0)
            throw new UsageException(string.Join(Environment.NewLine, plan.Refusals));
        Console.WriteLine(isTrial ? "Would be erased:" : "Erased:");
        foreach (var line in plan.Goes)
            Console.WriteLine($"  {line}");
        Console.WriteLine(isTrial ? "Would stay:" : "Stays:");
        foreach (var line in plan.Stays)
            Console.WriteLine($"  {line}");
        Console.WriteLine("Backups have what they had: delete those that are older than they have to be.");
        return 0;
    }
}
