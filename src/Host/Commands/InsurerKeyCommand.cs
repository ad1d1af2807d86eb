using System.CommandLine;
using System.Globalization;
using Medzdrav.Contracts;

namespace Medzdrav.Host;

/// <summary><c>insurer key add | list | revoke</c>: the keys with which an insurer's programs send policies.</summary>
internal static class InsurerKeyCommand
{
    public static Command Define(Func<ParseResult, string[]> settings) => new("key", "API keys of an insurer.") { Add(settings), List(settings), Revoke(settings) };

    private static Command Add(Func<ParseResult, string[]> settings)
    {
        var id = InsurerCommand.Id();
        return InsurerCommand.Of("add", "Makes an API key and shows it, this once.", [id], settings, async (parsed, register) =>
        {
            var insurer = await InsurerCommand.KnownAsync(register, parsed.GetValue(id)!);
            var key = (await register.MakeKeyAsync(insurer.Id))!;
            Console.WriteLine($"Key {key.Id} of {insurer.Id}. It is shown this once; send it as \"Authorization: Bearer …\":");
            Console.WriteLine(key.Text);
        });
    }

    private static Command List(Func<ParseResult, string[]> settings)
    {
        var id = InsurerCommand.Id();
        return InsurerCommand.Of("list", "Lists an insurer's API keys.", [id], settings, async (parsed, register) =>
        {
            var insurer = await InsurerCommand.KnownAsync(register, parsed.GetValue(id)!);
            foreach (var key in await register.KeysAsync(insurer.Id))
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{key.Id}\tmade {key.MadeAt:yyyy-MM-dd HH:mm} UTC{(key.RevokedAt is { } at ? $"\trevoked {at:yyyy-MM-dd HH:mm} UTC" : "")}"));
        });
    }

    private static Command Revoke(Func<ParseResult, string[]> settings)
    {
        var id = InsurerCommand.Id();
        var key = new Argument<string>("key") { Description = "The key's id, as \"insurer key list\" shows it." };
        return InsurerCommand.Of("revoke", "Ends an API key at once.", [id, key], settings, async (parsed, register) =>
        {
            if (!await register.RevokeKeyAsync(new InsurerId(parsed.GetValue(id)!), parsed.GetValue(key)!))
                throw new UsageException($"{parsed.GetValue(id)} has no key {parsed.GetValue(key)}.");
            Console.WriteLine($"{parsed.GetValue(key)} is worth nothing any more.");
        });
    }
}
