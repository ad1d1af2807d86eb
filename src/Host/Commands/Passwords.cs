using System.Text;

namespace Medzdrav.Host;

/// <summary>Passwords that come to the console: never as an argument, which other users of the machine can read.</summary>
internal static class Passwords
{
    /// <summary>From a file's first line; else from a terminal, twice and without echo; else from the first line of standard input.</summary>
    public static async Task<string> ReadAsync(FileInfo? file)
    {
        if (file is not null)
            return await FirstLineAsync(file);
        if (Console.IsInputRedirected)
            return await Console.In.ReadLineAsync() ?? throw new UsageException("Standard input is empty: it should hold the password.");
        var password = Ask("Password: ");
        return Ask("Again: ") == password ? password : throw new UsageException("The two passwords differ. Nothing was changed.");
    }

    private static async Task<string> FirstLineAsync(FileInfo file)
    {
        try
        {
            using var text = file.OpenText();
            return await text.ReadLineAsync() ?? throw new UsageException($"The file {file.FullName} is empty: it should hold the password.");
        }
        catch (Exception unreadable) when (unreadable is FileNotFoundException or DirectoryNotFoundException or UnauthorizedAccessException)
        {
            throw new UsageException($"The file {file.FullName} can't be read.");
        }
    }

    private static string Ask(string prompt)
    {
        Console.Write(prompt);
        var typed = new StringBuilder();
        for (ConsoleKeyInfo key; (key = Console.ReadKey(intercept: true)).Key != ConsoleKey.Enter;)
        {
            if (key.Key == ConsoleKey.Backspace)
                typed.Length = Math.Max(0, typed.Length - 1);
            else if (!char.IsControl(key.KeyChar))
                typed.Append(key.KeyChar);
        }
        Console.WriteLine();
        return typed.ToString();
    }
}
