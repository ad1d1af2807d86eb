using Medzdrav.Contracts;

namespace Medzdrav.Grains;

/// <summary>What a command's commit was, to answer its repeats.</summary>
/// <param name="Last">The commit's last sequence.</param>
/// <param name="At">When it was stored.</param>
/// <param name="By">Whose command it was.</param>
/// <param name="IsMessage">Whether it is a chat message and nothing else.</param>
internal readonly record struct Answer(long Last, DateTimeOffset At, ParticipantId By, bool IsMessage);

/// <summary>The answers to all commands of one session.</summary>
/// <remarks>Entries hold no references: a collection has nothing to look for in those of a long chat.</remarks>
internal sealed class Answers
{
    private readonly Dictionary<CommandId, Entry> _entries = [];

    /// <summary>The few who ever sent one.</summary>
    private readonly List<ParticipantId> _authors = [];

    private readonly record struct Entry(long Last, long At, int Author, bool IsMessage);

    /// <summary>What a command was answered; false when it never came.</summary>
    public bool TryGet(CommandId command, out Answer answer)
    {
        var isKnown = _entries.TryGetValue(command, out var entry);
        answer = isKnown ? new Answer(entry.Last, new DateTimeOffset(entry.At, TimeSpan.Zero), _authors[entry.Author], entry.IsMessage) : default;
        return isKnown;
    }

    /// <summary>Remembers an answer.</summary>
    public void Add(CommandId command, Answer answer)
    {
        var author = _authors.IndexOf(answer.By);
        if (author < 0)
        {
            author = _authors.Count;
            _authors.Add(answer.By);
        }
        _entries[command] = new Entry(answer.Last, answer.At.UtcTicks, author, answer.IsMessage);
    }

    /// <summary>Forgets all.</summary>
    public void Clear()
    {
        _entries.Clear();
        _authors.Clear();
    }
}
