namespace Medzdrav.Contracts;

/// <summary>Parts of a person's full name, as it stands on a policy.</summary>
public static class PersonNames
{
    /// <summary>Анна for Иванова Анна Петровна; a name of one word as it is.</summary>
    /// <param name="name">The full name.</param>
    public static string Given(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return name.Split(' ', StringSplitOptions.RemoveEmptyEntries) is [_, var given, ..] ? given : name;
    }
}
