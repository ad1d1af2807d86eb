using Medzdrav.Contracts;

namespace Medzdrav.Tests.Load;

/// <summary>The platform's promises of one session, held against what those in it saw.</summary>
internal static class SessionChecks
{
    /// <summary>Names of checks, as reports show them.</summary>
    public const string Delivery = "every acknowledged message delivered once and in order";

    /// <inheritdoc cref="Delivery"/>
    public const string Agreement = "all participants see the same";

    /// <inheritdoc cref="Delivery"/>
    public const string Assignee = "no session with two assignees";

    /// <inheritdoc cref="Delivery"/>
    public const string Ending = "who arrived is closed with a reason or still waiting";

    /// <summary>All of one session.</summary>
    public static IEnumerable<Violation> Of(Testimony session) => [.. DeliveryOf(session), .. AgreementOf(session), .. AssigneesOf(session)];

    private static IEnumerable<Violation> DeliveryOf(Testimony session)
    {
        foreach (var account in session.Accounts)
        {
            foreach (var fault in OrderOf(account))
                yield return Broken(session, Delivery, fault);
            var end = EndOf(session, account);
            var shown = account.Events.Where(happened => happened.Kind == "message").ToLookup(happened => happened.Text()!, happened => happened.Sequence);
            foreach (var message in session.Acknowledged.Where(message => message.Sequence <= end))
                if (shown[message.Text].ToArray() is not [var at] || at != message.Sequence)
                    yield return Broken(session, Delivery, $"{account.Participant} was shown message {message.Sequence} of {message.By} at [{string.Join(' ', shown[message.Text])}]");
            foreach (var repeated in shown.Where(text => text.Count() > 1))
                yield return Broken(session, Delivery, $"{account.Participant} was shown one message at [{string.Join(' ', repeated)}]");
        }
    }

    private static IEnumerable<string> OrderOf(Account account)
    {
        for (var place = 0; place < account.Events.Count; place++)
            if (account.Events[place].Sequence != place + 1)
            {
                yield return $"{account.Participant} was shown {account.Events[place].Sequence} in place {place + 1}";
                yield break;
            }
    }

    /// <summary>The last event that an account must hold: patients see all, specialists until their leg ends. Who has a second leg has a second account.</summary>
    private static long EndOf(Testimony session, Account account)
    {
        if (account.Participant == ParticipantId.Patient)
            return long.MaxValue;
        if (account.IsCutOff)
            return account.Events is [.., var last] ? last.Sequence : 0;
        var turn = session.Accounts.Where(other => other.Participant == account.Participant).TakeWhile(other => !ReferenceEquals(other, account)).Count();
        return session.Legs.Where(leg => leg.Staff == account.Participant).ElementAtOrDefault(turn) is { } own ? own.Until?.Sequence ?? long.MaxValue : 0;
    }

    private static IEnumerable<Violation> AgreementOf(Testimony session)
    {
        var first = new Dictionary<long, SessionEventView>();
        foreach (var account in session.Accounts)
            foreach (var happened in account.Events)
                if (!first.TryAdd(happened.Sequence, happened) && !IsSame(first[happened.Sequence], happened))
                    yield return Broken(session, Agreement, $"{account.Participant} saw {happened.Kind} at {happened.Sequence}, others {first[happened.Sequence].Kind}");
    }

    /// <summary>Some data is for staff only: the patient gets <c>{}</c>.</summary>
    private static bool IsSame(SessionEventView one, SessionEventView other) =>
        one.Kind == other.Kind && one.At == other.At && one.By == other.By && (one.Data.Length == 2 || other.Data.Length == 2 || one.Data.AsSpan().SequenceEqual(other.Data));

    private static IEnumerable<Violation> AssigneesOf(Testimony session)
    {
        foreach (var leg in session.Legs.Where(leg => leg.Overlaps))
            yield return Broken(session, Assignee, $"{leg.Staff} began at {leg.From.Sequence} while somebody else was there");
        foreach (var staff in session.Accepted.Distinct())
        {
            var (accepted, begun) = (session.Accepted.Count(other => other == staff), session.Legs.Count(leg => leg.Staff == staff));
            if (accepted > begun)
                yield return Broken(session, Assignee, $"{staff} was told {accepted} times to have the session, and had it {begun} times");
        }
    }

    private static Violation Broken(Testimony session, string check, string what) => new(check, $"session {session.Session}: {what}");
}
