using System.CommandLine;
using Medzdrav.Contracts;
using Medzdrav.Grains;
using Medzdrav.Silo;

namespace Medzdrav.Host;

/// <summary><c>insurer add | list | set | key</c>: under whose names the platform stands, and whose programs may send policies.</summary>
internal static class InsurerCommand
{
    /// <param name="settings">Takes the settings out of a command line.</param>
    public static Command Define(Func<ParseResult, string[]> settings) =>
        new("insurer", "Insurers: names, hosts, texts, colours, API keys; works beside the running server, which shows changes within 5 s.") { Add(settings), List(settings), Set(settings), InsurerKeyCommand.Define(settings) };

    internal static Argument<string> Id() => new("id") { Description = "2 to 32 letters a-z, digits or hyphens." };

    internal static Command Of(string name, string description, Symbol[] symbols, Func<ParseResult, string[]> settings, Func<ParseResult, InsurerRegister, Task> run)
    {
        var command = new Command(name, description);
        foreach (var symbol in symbols)
            if (symbol is Argument argument)
                command.Arguments.Add(argument);
            else
                command.Options.Add((Option)symbol);
        command.TreatUnmatchedTokensAsErrors = false;
        command.SetAction((parsed, cancellation) => Failures.ExplainAsync(async () =>
        {
            await using var services = await StorageServices.OpenAsync(settings(parsed), cancellation);
            await run(parsed, services.GetRequiredService<InsurerRegister>());
            return 0;
        }));
        return command;
    }

    private static Command Add(Func<ParseResult, string[]> settings)
    {
        var id = Id();
        var about = new InsurerOptions();
        return Of("add", "Adds an insurer. What is not given is the default insurer's.", [id, .. about.All], settings, async (parsed, register) =>
        {
            var like = await register.FindAsync(InsurerId.Default.Value) ?? throw new UsageException("The default insurer is missing from the database.");
            var insurer = about.Changed(like with { Id = new InsurerId(parsed.GetValue(id)!), Hosts = [], ConsentVersion = null }, parsed);
            Require(await register.AddAsync(insurer));
            await AddConsentAsync(register, insurer.Id, about.ConsentOf(parsed));
            Console.WriteLine($"{insurer.Id} is added.");
        });
    }

    private static Command Set(Func<ParseResult, string[]> settings)
    {
        var id = Id();
        var about = new InsurerOptions();
        return Of("set", "Changes an insurer; what is not given stays.", [id, .. about.All], settings, async (parsed, register) =>
        {
            var insurer = about.Changed(await KnownAsync(register, parsed.GetValue(id)!), parsed);
            Require(await register.ChangeAsync(insurer));
            await AddConsentAsync(register, insurer.Id, about.ConsentOf(parsed));
            Console.WriteLine($"{insurer.Id} is changed.");
        });
    }

    private static Command List(Func<ParseResult, string[]> settings) => Of("list", "Lists all insurers.", [], settings, async (_, register) =>
    {
        foreach (var insurer in await register.ListAsync())
        {
            Console.WriteLine($"{insurer.Id}\t{insurer.Name}\t{(insurer.Hosts.Count == 0 ? "no hosts" : string.Join(", ", insurer.Hosts))}");
            Console.WriteLine($"  logo         {insurer.Logo}");
            Console.WriteLine($"  hotline      {insurer.Hotline} (dialled {insurer.HotlineDialled})");
            Console.WriteLine($"  questions    {(insurer.Address.Length == 0 ? "none" : insurer.Address)}");
            Console.WriteLine($"  colours      {insurer.AccentLight} on light pages, {insurer.AccentDark} on dark ones");
            Console.WriteLine($"  consent      {insurer.ConsentVersion ?? "the platform's text"}");
            Console.WriteLine($"  SMS          {insurer.SmsSignIn}");
            Console.WriteLine($"  SMS assisted {insurer.SmsAssisted}");
        }
    });

    internal static async Task<InsurerRecord> KnownAsync(InsurerRegister register, string id) =>
        await register.FindAsync(id) ?? throw new UsageException($"There is no insurer {id}. \"insurer list\" names all.");

    private static async Task AddConsentAsync(InsurerRegister register, InsurerId insurer, string? text)
    {
        if (text is null)
            return;
        var (version, fault) = await register.AddConsentTextAsync(insurer, text);
        Require(fault);
        Console.WriteLine($"The consent text that is sent from now on is {version}.");
    }

    private static void Require(string? fault)
    {
        if (fault is not null)
            throw new UsageException(fault);
    }
}
