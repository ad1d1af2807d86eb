using System.CommandLine;
using Medzdrav.Contracts;
using Medzdrav.Silo;

namespace Medzdrav.Host;

/// <summary><c>staff add | list | disable | enable | password | forget-factor | posts | sign-out</c>: who may sign in as staff, and do what. A running server follows within seconds.</summary>
internal static class StaffCommand
{
    private static readonly string KnownPosts = string.Join(", ", Words.All<Post>());

    /// <param name="settings">Takes the settings out of a command line.</param>
    public static Command Define(Func<ParseResult, string[]> settings) => new("staff", "Staff accounts; works beside the running server, which follows within seconds.")
    {
        Add(settings), List(settings), Disable(settings), Enable(settings), Password(settings), ForgetFactor(settings), Posts(settings), SignOut(settings),
    };

    private static Command Add(Func<ParseResult, string[]> settings)
    {
        var login = new Option<string>("--login") { Description = "3 to 40 letters a-z, digits, dots or hyphens.", Required = true };
        var name = new Option<string>("--name") { Description = "Full name.", Required = true };
        var insurer = new Option<string?>("--insurer") { Description = "The insurer whose administrator this is, and who reaches only its policies. Default: the platform's own staff." };
        var (posts, specialties, file) = (HeldPosts(), Specialties(), PasswordFile());
        return Of("add", "Adds a member of the staff.", [login, name, posts, specialties, insurer, file], settings, async (parsed, accounts) =>
        {
            var password = await Passwords.ReadAsync(parsed.GetValue(file));
            var member = new NewMember(parsed.GetValue(login)!, parsed.GetValue(name)!, parsed.GetValue(posts)!, parsed.GetValue(specialties) ?? [], parsed.GetValue(insurer));
            Explain(await accounts.AddAsync(member, password));
            Console.WriteLine($"{Folding.Login(parsed.GetValue(login)!)} may sign in.");
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
        var login = new Argument<string?>("login") { Description = "Whose.", Arity = ArgumentArity.ZeroOrOne };
        var demo = new Option<bool>("--demo") { Description = "All accounts of the demo set, instead of one." };
        return Of("disable", "Ends a member's sign-ins and allows no more; what they wrote stays.", login, [demo], settings, async (parsed, accounts) =>
        {
            if ((parsed.GetValue(login) is null) != parsed.GetValue(demo))
                throw new UsageException("Give a login, or --demo for all accounts of the demo set.");
            if (parsed.GetValue(demo))
                Console.WriteLine($"{await accounts.DisableDemoAsync()} demo accounts were disabled.");
            else
                Told(await accounts.DisableAsync(parsed.GetValue(login)!), parsed.GetValue(login)!, "can't sign in any more; open sessions go on with somebody else.");
        });
    }

    private static Command Enable(Func<ParseResult, string[]> settings) =>
        OfOne("enable", "Lets a disabled member sign in again.", [], settings, async (login, _, accounts) =>
            Told(await accounts.EnableAsync(login), login, "may sign in again."));

    private static Command SignOut(Func<ParseResult, string[]> settings) =>
        OfOne("sign-out", "Ends all sign-ins of a member, in browsers and apps.", [], settings, async (login, _, accounts) =>
            Told(await accounts.SignOutAsync(login), login, "is signed out everywhere."));

    private static Command Password(Func<ParseResult, string[]> settings)
    {
        var file = PasswordFile();
        return OfOne("password", "Gives a member another password and ends all sign-ins made with the former one.", [file], settings, async (login, parsed, accounts) =>
        {
            Explain(await accounts.SetPasswordAsync(login, await Passwords.ReadAsync(parsed.GetValue(file))));
            Console.WriteLine($"{login} has another password, and is signed out everywhere.");
        });
    }

    private static Command ForgetFactor(Func<ParseResult, string[]> settings) =>
        OfOne("forget-factor", "Ends a member's second factor and recovery codes, as when the phone is lost, and all their sign-ins.", [], settings, async (login, _, accounts) =>
            Told(await accounts.ForgetFactorAsync(login), login, "has no second factor any more; where one is needed, the next sign-in sets it up."));

    private static Command Posts(Func<ParseResult, string[]> settings)
    {
        var (posts, specialties) = (HeldPosts(), Specialties());
        return OfOne("posts", "Gives a member these posts instead of the former ones.", [posts, specialties], settings, async (login, parsed, accounts) =>
        {
            Explain(await accounts.SetPostsAsync(login, parsed.GetValue(posts)!, parsed.GetValue(specialties) ?? []));
            Console.WriteLine($"{login} holds {string.Join(", ", parsed.GetValue(posts)!)}.");
        });
    }

    private static Option<string[]> HeldPosts() => new("--post", "--role") { Description = $"{KnownPosts}; once for each.", Required = true };

    private static Option<string[]> Specialties() => new("--specialty") { Description = "A specialist's medical specialty, in Russian; once for each." };

    private static Option<FileInfo?> PasswordFile() =>
        new("--password-file") { Description = "A file with the password in its first line. Default: asked for, or the first line of standard input." };

    private static void Explain(string? fault)
    {
        if (fault is not null)
            throw new UsageException(fault);
    }

    private static void Told(bool isKnown, string login, string what)
    {
        Explain(isKnown ? null : $"There is no login {login}.");
        Console.WriteLine($"{login} {what}");
    }

    private static Command OfOne(string name, string description, Option[] options, Func<ParseResult, string[]> settings, Func<string, ParseResult, StaffAccounts, Task> run)
    {
        var login = new Argument<string>("login") { Description = "Whose." };
        return Of(name, description, login, options, settings, (parsed, accounts) => run(parsed.GetValue(login)!, parsed, accounts));
    }

    private static Command Of(string name, string description, Argument login, Option[] options, Func<ParseResult, string[]> settings, Func<ParseResult, StaffAccounts, Task> run)
    {
        var command = Of(name, description, options, settings, run);
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
