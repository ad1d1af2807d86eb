namespace Medzdrav.Contracts;

/// <summary>A post's line in the table <see cref="Posts"/>.</summary>
/// <param name="Post">Which.</param>
/// <param name="Desk">Where it is on duty; null for posts without a duty.</param>
/// <param name="Queue">The queue whose waiting patients are offered to it; null when nothing is offered.</param>
/// <param name="Role">As what it acts in a session; null when it does not.</param>
/// <param name="Title">The post's name on cards and in tables, in Russian.</param>
/// <param name="Work">The post's present work, in one Russian sentence.</param>
/// <param name="Rights">The rights that it gives.</param>
public sealed record PostTerms(Post Post, Desk? Desk, QueueKind? Queue, ParticipantRole? Role, string Title, string Work, IReadOnlyList<Right> Rights)
{
    /// <summary>The title within a sentence or beside a name: дежурный терапевт.</summary>
    public string TitleInSentence => char.ToLower(Title[0], Dates.Russian) + Title[1..];
}

/// <summary>The one table of posts: where a post works, what it serves and what it allows. <c>docs/access.md</c> prints it.</summary>
public static class Posts
{
    private static readonly Right[] OfDoctors = [Right.Answer, Right.ReadMedcard, Right.ReadDocuments, Right.Conclude];

    /// <summary>All of them, in the order in which a desk is chosen for somebody with several.</summary>
    public static IReadOnlyList<PostTerms> All { get; } =
    [
        new(Post.Consultant, Desk.Consultant, QueueKind.Consultant, ParticipantRole.Consultant, "Медконсультант",
            "Отвечает на вызовы, выясняет, кто и с чем обращается, и переводит врачу.",
            [Right.Answer, Right.ReadMedcard, Right.Identify, Right.Register, Right.FindPatients, Right.RequestConsent, Right.Transfer, Right.Close, Right.Book, Right.Tasks, Right.OpenPhoneSessions, Right.WatchDuty]),
        new(Post.Therapist, Desk.Doctor, QueueKind.Therapist, ParticipantRole.Doctor, "Дежурный терапевт",
            "Консультирует взрослых по срочным вызовам и пишет заключения.", OfDoctors),
        new(Post.Paediatrician, Desk.Doctor, QueueKind.Paediatrician, ParticipantRole.Doctor, "Дежурный педиатр",
            "Консультирует детей по срочным вызовам и пишет заключения.", OfDoctors),
        new(Post.Specialist, Desk.Doctor, null, ParticipantRole.Doctor, "Врач-специалист",
            "Консультирует пациентов, записанных к нему, и пишет заключения.", OfDoctors),
        new(Post.Supervisor, null, null, ParticipantRole.Supervisor, "Старший смены",
            "Следит за сменой: очереди, специалисты, обращения и тревоги дежурств. Ведёт общие готовые ответы.",
            [Right.WatchLive, Right.ReadFigures, Right.JoinSessions, Right.ReassignTasks, Right.KeepAnswers, Right.WatchDuty, Right.LeadShift]),
        new(Post.RosterKeeper, null, null, null, "Составитель графиков",
            "Ведёт графики дежурств и приёма.",
            [Right.KeepRosters, Right.WatchDuty]),
        new(Post.Administrator, null, null, null, "Администратор",
            "Ведёт учётные записи сотрудников и загружает полисы.",
            [Right.ManageStaff, Right.ManageInsurers, Right.ImportPolicies, Right.KeepAnswers, Right.WatchDuty]),
        new(Post.Auditor, null, null, null, "Аудитор",
            "Проверяет, кто, когда и зачем открывал медкарты.",
            [Right.SearchAudit, Right.ExportAudit]),
    ];

    /// <summary>A post's line of the table.</summary>
    public static PostTerms Of(Post post) => All[(int)post];

    /// <summary>The post that serves a queue.</summary>
    public static PostTerms Serving(QueueKind queue) => queue == QueueKind.Specialist ? Of(Post.Specialist) : All.First(terms => terms.Queue == queue);

    /// <summary>The queues in which people wait for anybody who answers.</summary>
    public static IReadOnlyList<QueueKind> Queues { get; } = [.. All.Select(terms => terms.Queue).OfType<QueueKind>()];

    /// <summary>The desk at which a queue's patients are taken.</summary>
    public static Desk DeskOf(QueueKind queue) => Serving(queue).Desk!.Value;

    /// <summary>As what people of a desk act in sessions.</summary>
    public static ParticipantRole RoleAt(Desk desk) => All.First(terms => terms.Desk == desk).Role!.Value;

    /// <summary>The posts in the table's order, each once.</summary>
    public static Post[] InOrder(IEnumerable<Post> posts) => [.. posts.Distinct().Order()];

    /// <summary>Whether one of the posts allows it.</summary>
    public static bool Allow(IEnumerable<Post> posts, Right right) => posts.Any(post => Of(post).Rights.Contains(right));

    /// <summary>All that the posts allow, each once.</summary>
    public static Right[] RightsOf(IEnumerable<Post> posts) => [.. posts.SelectMany(post => Of(post).Rights).Distinct().Order()];

    /// <summary>The desks of these posts, in the table's order.</summary>
    public static Desk[] DesksOf(IEnumerable<Post> posts) => [.. InOrder(posts).Select(post => Of(post).Desk).OfType<Desk>().Distinct()];

    /// <summary>As which specialist a doctor with these posts is shown in a session for which they were booked.</summary>
    public static QueueKind BookedAs(IEnumerable<Post> posts) => QueueAt(Desk.Doctor, posts) ?? QueueKind.Specialist;

    /// <summary>The queue that somebody with these posts answers at a desk; null when nothing is offered to them there.</summary>
    public static QueueKind? QueueAt(Desk desk, IEnumerable<Post> posts) =>
        InOrder(posts).Select(Of).FirstOrDefault(terms => terms.Desk == desk && terms.Queue is not null)?.Queue;
}
