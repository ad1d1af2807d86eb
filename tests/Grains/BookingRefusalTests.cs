using Medzdrav.Contracts;

namespace Medzdrav.Tests.Grains;

/// <summary>A refused booking is refused again under its id, however things stand by then; and a move goes elsewhere.</summary>
public sealed class BookingRefusalTests(Clinic clinic) : IClassFixture<Clinic>
{
    private static readonly BookingTerms Terms = new("Кашель", Repeated: false, null, TellBy.Chat, TellWhom.Patient);

    private readonly Bookings _bookings = new(clinic);
    private readonly IBookingGrain _consultant = clinic.Grains.GetGrain<IBookingGrain>($"consultant-{Guid.NewGuid():N}");

    private DateTimeOffset At => _bookings.Ahead(TimeSpan.FromHours(2));

    [Fact]
    public async Task A_booking_that_was_refused_is_refused_again_by_its_id_and_carried_out_under_another()
    {
        var (doctor, anna, tap) = (await _bookings.Doctor(), clinic.Person(hasPolicy: false), CommandId.New());
        var order = new BookingOrder(anna.Patient, doctor, "therapist", At, Terms);
        var refused = (await _consultant.Book(tap, order)).Refusal!;
        Assert.Equal("policyRequired", refused.Code);
        var insured = (await clinic.Records.FindAsync(clinic.Person().Patient))!.Policies;
        clinic.Records.Add((await clinic.Records.FindAsync(anna.Patient))! with { Policies = insured });

        Assert.Equal(refused, (await _consultant.Book(tap, order)).Refusal);
        Assert.Equal("commandReused", (await _consultant.Book(tap, order with { Alongside = true })).Refusal!.Code);
        Assert.NotNull((await _consultant.Book(CommandId.New(), order)).Value);
    }

    [Fact]
    public async Task A_move_and_an_end_that_were_refused_are_refused_again_by_their_ids()
    {
        var (doctor, at, move, cancel) = (await _bookings.Doctor(), At, CommandId.New(), CommandId.New());
        var booked = await _bookings.Book(clinic.Person(), doctor, at);
        var (early, off) = (new MoveOrder(booked.AppointmentId, 2, at.AddMinutes(30), "Просит позже"), new CancelOrder(booked.AppointmentId, 2, CancelledBy.Patient, "Передумала"));
        Assert.Equal("appointmentChanged", (await _consultant.Move(move, early)).Refusal!.Code);
        Assert.Equal("appointmentChanged", (await _consultant.Cancel(cancel, off)).Refusal!.Code);
        Assert.Equal(2, (await _bookings.Move(booked, at.AddMinutes(15))).Version);

        Assert.Equal("appointmentChanged", (await _consultant.Move(move, early)).Refusal!.Code);
        Assert.Equal("appointmentChanged", (await _consultant.Cancel(cancel, off)).Refusal!.Code);
        Assert.Equal(2, (await _bookings.Read(booked)).Version);
    }

    [Fact]
    public async Task A_command_that_could_never_be_carried_out_may_come_again_mended()
    {
        var (doctor, anna, tap) = (await _bookings.Doctor(), clinic.Person(), CommandId.New());
        var order = new BookingOrder(anna.Patient, doctor, "therapist", At, Terms);
        Assert.Equal("invalid", (await _consultant.Book(tap, order with { Terms = Terms with { Reason = " " } })).Refusal!.Code);
        Assert.NotNull((await _consultant.Book(tap, order)).Value);
    }

    [Fact]
    public async Task A_booking_is_not_moved_to_where_it_stands()
    {
        var (doctor, at) = (await _bookings.Doctor(), At);
        var booked = await _bookings.Book(clinic.Person(), doctor, at);

        foreach (var there in new[] { at, at.ToOffset(TimeSpan.FromHours(3)) })
            Assert.Equal("invalid", (await _consultant.Move(CommandId.New(), new MoveOrder(booked.AppointmentId, 1, there, "Просит иначе", doctor, "therapist"))).Refusal!.Code);
        Assert.Equal(1, (await _bookings.Read(booked)).Version);

        var other = await _bookings.Doctor();
        var moved = (await _consultant.Move(CommandId.New(), new MoveOrder(booked.AppointmentId, 1, at, "Другой врач", other))).Value!;
        Assert.Equal((2, other), (moved.Version, moved.DoctorId));
    }
}
