using System.Text;
using Medzdrav.Contracts;
using Medzdrav.Tests.Load;

namespace Medzdrav.Tests.Tools;

/// <summary>A session as people saw it, flawless until a test breaks it.</summary>
internal sealed class Played
{
    public static readonly DateTimeOffset Noon = new(2026, 11, 23, 9, 0, 0, TimeSpan.Zero);
    public static readonly ParticipantId Anna = new("anna");
    public static readonly ParticipantId Oleg = new("oleg");

    public static SessionId Session { get; } = new("s1");

    public List<SessionEventView> Patient { get; } = [];

    public List<SessionEventView> Staff { get; } = [];

    public List<Acknowledged> Acknowledged { get; } = [];

    public List<ParticipantId> Accepted { get; } = [];

    public Testimony Testimony => new(Session, Acknowledged, Accepted, [new Account(ParticipantId.Patient, Patient), new Account(Anna, Staff)]);

    /// <summary>Opened, talked with a consultant, and closed.</summary>
    public static Played Whole()
    {
        var played = new Played();
        played.Happen("opened", "{}", 0);
        played.Happen("queued", """{"for":"consultant"}""", 0);
        played.Begin(Anna, 1);
        played.Say(ParticipantId.Patient, "Болит", 2);
        played.Say(Anna, "Где?", 3);
        played.Happen("legEnded", """{"reason":"ended"}""", 4);
        played.Happen("closed", """{"reason":"completed"}""", 4);
        played.Staff.RemoveAt(played.Staff.Count - 1);
        return played;
    }

    public void Begin(ParticipantId staff, double second, string kind = "intake", double? limit = null)
    {
        Accepted.Add(staff);
        var endsAt = limit is { } after ? $"\"{Noon.AddSeconds(after):yyyy-MM-ddTHH:mm:ss.fffZ}\"" : "null";
        Happen("legStarted", $$"""{"kind":"{{kind}}","staff":{"participantId":"{{staff}}"},"endsAt":{{endsAt}}}""", second);
    }

    public void Say(ParticipantId by, string text, double second)
    {
        Happen("message", $$"""{"text":"{{text}}"}""", second, by);
        Acknowledged.Add(new Acknowledged(by, text, Patient.Count));
    }

    public void Happen(string kind, string data, double second, ParticipantId? by = null)
    {
        var happened = new SessionEventView(Patient.Count + 1, Noon.AddSeconds(second), kind, by ?? ParticipantId.System, Encoding.UTF8.GetBytes(data));
        Patient.Add(happened);
        Staff.Add(happened);
    }
}
