using Medzdrav.Contracts;

namespace Medzdrav.Grains;

/// <summary>Finds members of the staff: there are hundreds, so all are looked at.</summary>
internal static class StaffSearch
{
    private const int PageSize = 50;

    /// <summary>The page that a search asks for; the last one where it asks for a later one.</summary>
    public static StaffPage Find(IEnumerable<StaffEntry> all, StaffQuery query, DateTimeOffset now)
    {
        var words = Folding.Name(query.Text).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var login = Folding.Login(query.Text);
        var found = all.Where(entry => Fits(entry.Record, words, login) && (query.Post is not { } post || entry.Record.Posts.Contains(post)) && (query.State is not { } state || StaffRules.StateOf(entry.Record) == state))
            .Select(entry => (Entry: entry, Name: Folding.Name(entry.Record.Name)))
            .OrderBy(found => found.Name, StringComparer.Ordinal).ThenBy(found => found.Entry.Record.Login, StringComparer.Ordinal).ToArray();
        var pages = Math.Max(1, (found.Length + PageSize - 1) / PageSize);
        var page = Math.Clamp(query.Page, 1, pages);
        return new StaffPage([.. found.Skip((page - 1) * PageSize).Take(PageSize).Select(found => Line(found.Entry))], found.Length, page, pages, now);
    }

    /// <summary>A member in a list.</summary>
    public static StaffLineView Line(StaffEntry entry)
    {
        var standing = entry.Record.Standing;
        return new StaffLineView(standing.StaffId, standing.Login, standing.Name, standing.Posts, standing.Specialties, StaffRules.StateOf(entry.Record), entry.HasFactor);
    }

    /// <summary>Each word begins a word of the name, or the whole text is a part of the login.</summary>
    private static bool Fits(StaffRecord record, string[] words, string login)
    {
        if (words.Length == 0 || login.Length > 0 && record.Login.Contains(login, StringComparison.Ordinal))
            return true;
        var name = Folding.Name(record.Name).Split(' ');
        return Array.TrueForAll(words, word => Array.Exists(name, part => part.StartsWith(word, StringComparison.Ordinal)));
    }
}
