using Medzdrav.Contracts;

namespace Medzdrav.Tests.Load;

/// <summary>How people behave: times of life at the run's pace, and how often what happens. One person's chances are theirs alone, so that a seed gives the same people however they are scheduled.</summary>
/// <param name="limits">The pace.</param>
/// <param name="seed">Of the run.</param>
/// <param name="person">Number of the person.</param>
internal sealed class Script(Limits limits, int seed, int person)
{
    private readonly Random _chance = new(unchecked((seed * 1_000_003) ^ (person * 7_919)));
    private readonly Lock _lock = new();

    /// <summary>Comes without signing in.</summary>
    public bool IsVisitor => Is(0.3);

    /// <summary>How the person wants to talk: by chat, or, for a part of all, by voice or picture.</summary>
    public SessionMode ModeAmong(double calls) => calls == 0 || !Is(calls) ? SessionMode.Chat : Is(0.5) ? SessionMode.Video : SessionMode.Audio;

    /// <summary>Is not prepared to wait long.</summary>
    public bool IsImpatient => Is(0.05);

    /// <summary>Loses the connection for a while during this leg.</summary>
    public bool Reconnects => Is(0.1);

    /// <summary>Goes and does not come back.</summary>
    public bool Vanishes => Is(0.01);

    /// <summary>Leaves during a leg.</summary>
    public bool Leaves => Is(0.03);

    /// <summary>A specialist loses the connection during this leg.</summary>
    public bool StaffReconnects => Is(0.03);

    /// <summary>Is sent on to the doctor, when signed in.</summary>
    public bool NeedsDoctor => Is(0.6);

    /// <summary>The doctor is still talking when the time is over.</summary>
    public bool TakesAllTime => Is(0.02);

    /// <summary>The conclusion is signed at once, and ends the wrap-up.</summary>
    public bool SignsAtOnce => Is(0.8);

    /// <summary>Does not look when asked.</summary>
    public bool MissesOffer => Is(0.005);

    /// <summary>Passes a patient on.</summary>
    public bool DeclinesOffer => Is(0.02);

    /// <summary>Puts a document into the Medcard once the consent is given. Only of those who have a Medcard within reach is it asked.</summary>
    public bool Uploads => Is(0.2);

    /// <summary>Is booked again after the doctor. Likewise.</summary>
    public bool IsBooked => Is(0.3);

    /// <summary>Messages of one side in one leg.</summary>
    public int Messages => Between(2, 5);

    /// <summary>Until an offer is answered.</summary>
    public TimeSpan Answering => Seconds(1, 6);

    /// <summary>With the consultant at first.</summary>
    public TimeSpan Intake => Seconds(90, 240);

    /// <summary>With the doctor.</summary>
    public TimeSpan Consultation => Seconds(240, 600);

    /// <summary>With the consultant after the doctor.</summary>
    public TimeSpan FollowUp => Seconds(30, 90);

    /// <summary>Until somebody who was asked for something has done it.</summary>
    public TimeSpan Reaction => Seconds(3, 15);

    /// <summary>Waiting before giving up.</summary>
    public TimeSpan Patience => Seconds(20, 120);

    /// <summary>A patient without connection: now and then long enough for the others to be told.</summary>
    public TimeSpan Outage => PartOf(2 * limits.Options.ToldAbsent);

    /// <summary>A specialist without connection: now and then too long.</summary>
    public TimeSpan StaffOutage => PartOf(1.3 * limits.Options.SpecialistAbsent);

    /// <summary>A part of something, at random.</summary>
    public TimeSpan PartOf(TimeSpan whole) => whole * Next();

    /// <summary>A picture of one's own.</summary>
    public byte[] NewPicture()
    {
        lock (_lock)
            return Picture.Of(_chance);
    }

    private TimeSpan Seconds(double atLeast, double atMost) => limits.Of(TimeSpan.FromSeconds(atLeast + (Next() * (atMost - atLeast))));

    private bool Is(double probability) => Next() < probability;

    private int Between(int atLeast, int atMost) => atLeast + (int)(Next() * (atMost - atLeast + 1));

    private double Next()
    {
        lock (_lock)
            return _chance.NextDouble();
    }
}
