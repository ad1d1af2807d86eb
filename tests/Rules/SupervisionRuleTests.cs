using Medzdrav.Contracts;
using Medzdrav.Grains;

namespace Medzdrav.Tests.Rules;

/// <summary>The service as a supervisor sees it.</summary>
public sealed class SupervisionRuleTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 30, 9, 0, 0, TimeSpan.Zero);
    private static readonly StaffId Anna = new("anna");
    private readonly SupervisionOptions _options = new();

    public static TheoryData<string, SpecialistState, int> Doings => new()
    {
        { "free", SpecialistState.Free, 3 },
        { "ringing", SpecialistState.Ringing, 3 },
        { "busy", SpecialistState.Busy, 2 },
        { "phone", SpecialistState.OnPhone, 2 },
        { "writes", SpecialistState.WrappingUp, 7 },
        { "booked", SpecialistState.KeptFree, 3 },
        { "away", SpecialistState.Away, 7 },
        { "missed", SpecialistState.Unanswering, 7 },
        { "gone", SpecialistState.Lost, 7 },
    };

    [Theory]
    [MemberData(nameof(Doings))]
    public void A_specialist_does_one_thing_since_it_began(string what, SpecialistState state, int minutes)
    {
        var free = new Availability(Anna, true, 3, 3, Now.AddMinutes(-3), IsHere: true, Duty: Duty.Available, DutySince: Now.AddMinutes(-7), IsConnected: true);
        var look = what switch
        {
            "ringing" => new SpecialistLook(free with { FreeUnits = 0 }, null, IsAsked: true),
            "busy" => new SpecialistLook(free with { FreeUnits = 1 }, Now.AddMinutes(-2), IsAsked: true),
            "phone" => new SpecialistLook(free with { IsOnPhone = true, FreeUnits = 0 }, Now.AddMinutes(-2), false),
            "writes" => new SpecialistLook(free with { IsWrappingUp = true, Duty = Duty.WrapUp }, null, false),
            "booked" => new SpecialistLook(free with { KeptFreeFor = Now.AddMinutes(4) }, null, false),
            "away" => new SpecialistLook(free with { OnDuty = false, Duty = Duty.Away }, Now.AddMinutes(-2), false),
            "missed" => new SpecialistLook(free with { OnDuty = false, Duty = Duty.Away, IsHere = false }, null, false),
            "gone" => new SpecialistLook(free with { OnDuty = false, IsHere = false, IsConnected = false }, null, false),
            _ => new SpecialistLook(free, null, false),
        };

        var (doing, since, until) = SupervisionRules.Doing(look);

        Assert.Equal((state, Now.AddMinutes(-minutes)), (doing, since));
        Assert.Equal(what == "booked" ? Now.AddMinutes(4) : null, until);
    }

    [Fact]
    public void Sessions_stand_in_the_order_of_their_queues_and_then_by_the_time_that_is_left()
    {
        OpenSession[] open =
        [
            Talking("late", Now.AddMinutes(-20), Now.AddMinutes(10)), Talking("soon", Now.AddMinutes(-29), Now.AddMinutes(1)), Talking("endless", Now.AddMinutes(-40), null),
            Waiting("second", Now.AddMinutes(-3)), Waiting("first", Now.AddMinutes(-1)), Waiting("unplaced", Now.AddMinutes(-4)),
        ];

        var view = View(open, [new WaitingLook(new SessionId("first"), Presence.Away), new WaitingLook(new SessionId("second"), Presence.Here)]);

        Assert.Equal(["first", "second", "unplaced", "soon", "late", "endless"], view.Sessions.Select(session => session.SessionId.Value));
        Assert.Equal([1, 2, null, null, null, null], view.Sessions.Select(session => session.Place));
        Assert.Equal([true, false, false], view.Sessions.Take(3).Select(session => session.IsAway));
        // Later than the target of two minutes.
        Assert.Equal([false, true, true, false, false, false], view.Sessions.Select(session => session.IsLate));
        Assert.Equal("Вежливая Анна", view.Sessions[3].StaffName);
    }

    [Fact]
    public void A_queue_says_who_waits_longer_than_its_target()
    {
        _options.Targets = new() { ["consultant"] = TimeSpan.FromMinutes(1) };

        var queue = Assert.Single(View([], []).Queues);

        Assert.Equal((2, 1, 60, 120), (queue.Waiting, queue.Late, queue.TargetSeconds, queue.EstimatedWaitSeconds));
    }

    [Theory]
    [InlineData("consultant", "00:01:00", true)]
    [InlineData("specialist", "00:01:00", false)]
    [InlineData("kitchen", "00:01:00", false)]
    [InlineData("therapist", "00:00:00", false)]
    [InlineData("therapist", "2.00:00:00", false)]
    public void A_target_is_of_a_queue_and_of_a_day_at_most(string queue, string target, bool isReadable) =>
        Assert.Equal(isReadable, new SupervisionOptions { Targets = new() { [queue] = TimeSpan.Parse(target, System.Globalization.CultureInfo.InvariantCulture) } }.AreTargetsReadable);

    private SupervisionView View(OpenSession[] open, WaitingLook[] waiting) => SupervisionRules.View(
        [new QueueLook(new QueueCoverage(QueueKind.Consultant, 1, 2, Now, EstimatedWaitSeconds: 61), Now.AddMinutes(-3), 1, waiting, [])], [], (open, open.Length), [],
        new Dictionary<StaffId, string> { [Anna] = "Вежливая Анна" }, _options, Now);

    private static OpenSession Waiting(string id, DateTimeOffset since) => new(
        new SessionId(id), SessionMode.Chat, SessionPhase.WaitingForConsultant, new Wait(Awaited.In(QueueKind.Consultant), LegKind.Intake, LegTerms.Unlimited, since), null, null, null, null, since);

    private static OpenSession Talking(string id, DateTimeOffset since, DateTimeOffset? until) => new(new SessionId(id), SessionMode.Chat, SessionPhase.Consultation, null, Anna, since, until, null, since);
}
