using Medzdrav.Contracts;

namespace Medzdrav.Grains;

/// <summary>A command's commit, to answer its repeats.</summary>
/// <param name="Last">The commit's last sequence; where the session stood when nothing was to be done.</param>
/// <param name="At">When it was stored.</param>
/// <param name="By">The participant who gave the command.</param>
/// <param name="Kind">The kind of the command.</param>
/// <param name="IsStored">False when nothing was to be done here: the records know of the command, the journal does not.</param>
internal readonly record struct Answer(long Last, DateTimeOffset At, ParticipantId By, CommandKind Kind, bool IsStored = true);

/// <summary>The answers to all commands of one session.</summary>
/// <remarks>Entries hold no references: a collection has nothing to look for in those of a long chat.</remarks>
internal sealed class Answers
{
    /// <summary>So many commands are remembered of which the journal knows nothing; nobody limits how many come.</summary>
    public const int MaxUnstored = 64;

    private readonly Dictionary<CommandId, Entry> _entries = [];

    /// <summary>The few who ever sent one.</summary>
    private readonly List<ParticipantId> _authors = [];

    /// <summary>Commands of which the journal knows nothing, oldest first; null in the most sessions.</summary>
    private Queue<CommandId>? _unstored;

    private readonly record struct Entry(long Last, long At, int Author, CommandKind Kind, bool IsStored);

    /// <summary>Finds the answer that a command was given; false when it never came.</summary>
    public bool TryGet(CommandId command, out Answer answer)
    {
        var isKnown = _entries.TryGetValue(command, out var entry);
        answer = isKnown ? new Answer(entry.Last, new DateTimeOffset(entry.At, TimeSpan.Zero), _authors[entry.Author], entry.Kind, entry.IsStored) : default;
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
        if (!answer.IsStored && !_entries.ContainsKey(command))
            MakeRoom().Enqueue(command);
        _entries[command] = new Entry(answer.Last, answer.At.UtcTicks, author, answer.Kind, answer.IsStored);
    }

    /// <summary>Forgets all.</summary>
    public void Clear()
    {
        _entries.Clear();
        _authors.Clear();
        _unstored = null;
    }

    private Queue<CommandId> MakeRoom()
    {
        _unstored ??= new Queue<CommandId>();
        while (_unstored.Count >= MaxUnstored)
            _entries.Remove(_unstored.Dequeue());
        return _unstored;
    }
}
