using Medzdrav.Contracts;

namespace Medzdrav.Grains;

/// <summary>Puts hours of figures together: pure functions.</summary>
internal static class HistoryRules
{
    /// <summary>The figures by what they are of and when.</summary>
    /// <param name="hours">The hours.</param>
    /// <param name="at">Tells to which hour or day an hour belongs.</param>
    /// <param name="options">The targets.</param>
    public static IEnumerable<HistoryRow> Rows(IEnumerable<Tally> hours, Func<DateTimeOffset, DateTimeOffset> at, SupervisionOptions options) =>
        from tally in hours
        group tally.Values by (At: at(tally.Hour), tally.Kind, tally.Part) into same
        orderby same.Key.At, same.Key.Kind, same.Key.Part
        select Row(same.Key.At, same.Key.Kind, same.Key.Part, Sum(same), options);

    /// <summary>How long people wait as a rule, by queue.</summary>
    public static UsualWait[] Usual(IReadOnlyList<Tally> hours) => [.. Posts.Queues.Select(queue =>
    {
        var (waits, errors) = (Of(TallyKind.Wait, queue), Of(TallyKind.EstimateError, queue));
        return new UsualWait(queue, waits.Count, Seconds(waits.At(0.5)), Seconds(waits.At(0.9)), errors.Count, Seconds(errors.At(0.5)), Seconds(errors.At(0.9)));

        Spread Of(TallyKind kind, QueueKind of) => Sum(hours.Where(tally => tally.Kind == kind && tally.Part == Words.Of(of)).Select(tally => tally.Values));
    })];

    /// <summary>The work of members, by name; those without a name last.</summary>
    public static MemberWork[] Members(IEnumerable<(StaffId Staff, Work Done)> work, IReadOnlyDictionary<StaffId, string> names) =>
    [
        .. from one in work
           let name = names.GetValueOrDefault(one.Staff) ?? ""
           orderby name.Length == 0, name, one.Staff.Value
           select new MemberWork(
               one.Staff, name, one.Done.Offered, one.Done.Answered, one.Done.Talks, one.Done.TalkMilliseconds, one.Done.Transferred, one.Done.Ratings, one.Done.Stars),
    ];

    private static HistoryRow Row(DateTimeOffset at, TallyKind kind, string part, Spread values, SupervisionOptions options) => new(
        at, kind, part, values.Count, values.Total, values.At(0.5), values.At(0.9),
        kind == TallyKind.Wait && Words.Find<QueueKind>(part) is { } queue ? values.UpTo((long)options.TargetOf(queue).TotalMilliseconds) : 0);

    private static Spread Sum(IEnumerable<Spread> spreads)
    {
        var sum = new Spread();
        foreach (var spread in spreads)
            sum.Add(spread);
        return sum;
    }

    private static int Seconds(long milliseconds) => (int)((milliseconds + 500) / 1_000);
}
