using System.CommandLine;
using Medzdrav.Contracts;
using Medzdrav.Silo;

namespace Medzdrav.Host;

/// <summary><c>staff add | list | disable</c>: who may sign in as staff.</summary>
internal static class StaffCommand
{
    /// <param name="settings">Takes the settings out of a command line.</param>
    public static Command Define(Func<ParseResult, string[]> settings) =>
        new("staff", "Staff accounts; works beside the running server.") { Add(settings), List(settings), Disable(settings) };

    private static Command Add(Func<ParseResult, string[]> settings)
    {
        var login = new Option<string>("--login") { Description = "3 to 40 letters a-z, digits, dots or hyphens.", Required = true };
        var name = new Option<string>("--name") { Description = "Full name.", Required = true };
        var posts = new Option<string[]>("--post", "--role") { Description = $"{string.Join(", ", Words.All<Post>())}; once for each.", Required = true };
        var specialties = new Option<string[]>("--specialty") { Description = "A specialist's medical specialty, in Russian; once for each." };
        var file = new Option<FileInfo?>("--password-file") { Description = "A file with the password in its first line. Default: asked for, or the first line of standard input." };
        return Of("add", "Adds a member of the staff.", [login, name, posts, specialties, file], settings, async (parsed, accounts) =>
        {
            var password = await Passwords.ReadAsync(parsed.GetValue(file));
            var member = new NewMember(parsed.GetValue(login)!, parsed.GetValue(name)!, parsed.GetValue(posts)!, parsed.GetValue(specialties) ?? []);
            if (await accounts.AddAsync(member, password) is { } fault)
                throw new UsageException(fault);
            Console.WriteLine($"{parsed.GetValue(login)!.Trim().ToLowerInvariant()} may sign in.");
        });
    }

    private static Command List(Func<ParseResult, string[]> settings) =>
        Of("list", "Lists all accounts.", [], settings, async (_, accounts) =>
        {
            foreach (var account in await accounts.ListAsync())
                Console.WriteLine($"{account.Login}\t{account.Posts}\t{account.Name}{(account.Disabled ? "\tdisabled" : "")}");
        });

    private static Command Disable(Func<ParseResult, string[]> settings)
    {
        var login = new Argument<string>("login") { Description = "Whose." };
        var command = Of("disable", "Keeps a member from signing in; what they wrote stays.", [], settings, async (parsed, accounts) =>
        {
            if (!await accounts.DisableAsync(parsed.GetValue(login)!))
                throw new UsageException($"There is no login {parsed.GetValue(login)}.");
            Console.WriteLine($"{parsed.GetValue(login)} can't sign in any more.");
        });
        command.Arguments.Add(login);
        return command;
    }

    private static Command Of(string name, string description, Option[] options, Func<ParseResult, string[]> settings, Func<ParseResult, StaffAccounts, Task> run)
    {
        var command = new Command(name, description);
        foreach (var option in options)
            command.Options.Add(option);
        command.TreatUnmatchedTokensAsErrors = false;
        command.SetAction((parsed, cancellation) => Failures.ExplainAsync(async () =>
        {
            await using var services = await StorageServices.OpenAsync(settings(parsed), cancellation);
            await run(parsed, services.GetRequiredService<StaffAccounts>());
            return 0;
        }));
        return command;
    }
}
