using Medzdrav.Contracts;
using Medzdrav.Grains;

namespace Medzdrav.Tests.Rules;

/// <summary>A term is over at its last instant, and not a second before.</summary>
public sealed class RetentionRuleTests
{
    private static readonly RetentionOptions Terms = new();
    private static readonly DateTimeOffset Now = Given.Noon.AddYears(30);
    private static readonly RetentionLimits Limits = RetentionRules.LimitsAt(Terms, Given.Limits, Now);

    public static TheoryData<int, bool, bool> Sessions => new() { { 365, false, false }, { 1_096, true, false }, { 9_132, true, true } };

    [Fact]
    public void Erasing_waits_for_a_day_where_it_has_never_been_or_not_for_long()
    {
        var now = new DateTimeOffset(2026, 11, 30, 9, 0, 0, TimeSpan.Zero);
        DateTimeOffset? After(double ended, double? notBefore = null) => RetentionRules.HoldsUntil(
            new RetentionState { EndedAt = double.IsNaN(ended) ? null : now.AddDays(ended), NotBefore = notBefore is { } day ? now.AddDays(day) : null }, now);

        Assert.Equal(now.AddDays(1), After(double.NaN));
        Assert.Equal(now.AddDays(0.5), After(double.NaN, 0.5));
        Assert.Null(After(double.NaN, 0));
        Assert.Null(After(-7));
        // The clock is years ahead, or the platform stood still: then a day is named, which counts only while it is near.
        Assert.Equal(now.AddDays(1), After(-7.1));
        Assert.Equal(now.AddDays(1), After(-400, 2));
        Assert.Equal(now.AddDays(1), After(-400, -8));
        Assert.Null(After(-400, -0.1));
        // The clock was ahead when it ended.
        Assert.Null(After(400));
    }

    [Theory]
    [MemberData(nameof(Sessions))]
    public void A_session_is_over_at_the_end_of_its_term(int days, bool isKnown, bool isConsulted)
    {
        Assert.True(IsOver(TimeSpan.FromDays(days)));
        Assert.False(IsOver(TimeSpan.FromDays(days) - TimeSpan.FromSeconds(1)));

        bool IsOver(TimeSpan ago) => RetentionRules.IsOver(new SessionFacts(Now - ago, isKnown, isConsulted, IsUnsigned: false), Limits);
    }

    [Fact]
    public void An_open_session_and_one_whose_conclusion_is_not_signed_are_never_over()
    {
        Assert.False(RetentionRules.IsOver(new SessionFacts(null, true, false, false), Limits));
        Assert.False(RetentionRules.IsOver(new SessionFacts(DateTimeOffset.MinValue, true, true, IsUnsigned: true), Limits));
    }

    [Theory]
    [InlineData(AppointmentState.Cancelled, 1_096)]
    [InlineData(AppointmentState.NoConnection, 1_096)]
    [InlineData(AppointmentState.NotHeld, 1_096)]
    [InlineData(AppointmentState.Held, 9_132)]
    public void A_booking_is_over_at_the_end_of_its_term(AppointmentState state, int days)
    {
        Assert.True(RetentionRules.IsOver(state, Now.AddDays(-days), Limits));
        Assert.False(RetentionRules.IsOver(state, Now.AddDays(-days).AddSeconds(1), Limits));
    }

    [Fact]
    public void A_booking_that_stands_is_never_over() => Assert.False(RetentionRules.IsOver(AppointmentState.Booked, DateTimeOffset.MinValue, Limits));

    [Fact]
    public void A_document_that_a_consultation_followed_belongs_to_the_record_whatever_became_of_it()
    {
        var ancient = DateTimeOffset.MinValue;
        Assert.Equal(DocumentFate.OfRecord, RetentionRules.Of(new DocumentFacts(ancient, null, IsFollowed: true), Limits));
        Assert.Equal(DocumentFate.OfRecord, RetentionRules.Of(new DocumentFacts(ancient, ancient, IsFollowed: true), Limits));
    }

    [Fact]
    public void Another_document_is_over_three_years_after_it_came_or_a_month_after_it_was_removed()
    {
        Assert.Equal(DocumentFate.Over, Fate(Now.AddDays(-1_096), null));
        Assert.Equal(DocumentFate.Stays, Fate(Now.AddDays(-1_096).AddSeconds(1), null));
        Assert.Equal(DocumentFate.Over, Fate(Now.AddDays(-31), Now.AddDays(-30)));
        Assert.Equal(DocumentFate.Stays, Fate(Now.AddDays(-31), Now.AddDays(-30).AddSeconds(1)));

        DocumentFate Fate(DateTimeOffset added, DateTimeOffset? hidden) => RetentionRules.Of(new DocumentFacts(added, hidden, IsFollowed: false), Limits);
    }

    [Fact]
    public void A_policy_is_over_three_years_after_the_end_of_its_last_day_in_the_clinics_zone()
    {
        // In Moscow it is 01:30 of the next day.
        var limits = RetentionRules.LimitsAt(Terms, Given.Limits, new DateTimeOffset(2030, 1, 2, 22, 30, 0, TimeSpan.Zero));
        Assert.Equal(new DateOnly(2027, 1, 3), limits.Policies);
    }

    [Fact]
    public void A_person_stays_while_a_policy_is_on_record_and_while_anything_is_going_on()
    {
        var nobody = new PersonFacts(false, false, false, null, false, false);
        Assert.Equal(new PersonFate(false, true, null), RetentionRules.Of(nobody, Limits));
        Assert.Equal(default, RetentionRules.Of(nobody with { HasPolicy = true, HasConsent = true, LastContactAt = DateTimeOffset.MinValue }, Limits));
        Assert.Equal(new PersonFate(false, false, Now.AddDays(1)), RetentionRules.Of(nobody with { IsBusy = true }, Limits));
        Assert.Equal(new PersonFate(false, false, null), RetentionRules.Of(nobody with { HasHistory = true }, Limits));
        Assert.Equal(new PersonFate(false, false, null), RetentionRules.Of(nobody with { HadConsent = true }, Limits));
    }

    [Fact]
    public void A_consent_that_stands_goes_three_years_after_the_last_contact_with_the_person_and_not_before_the_history()
    {
        var person = new PersonFacts(false, false, false, Now.AddDays(-1_096), HasConsent: true, HadConsent: false);
        Assert.Equal(new PersonFate(true, true, null), RetentionRules.Of(person, Limits));
        Assert.Equal(new PersonFate(true, false, null), RetentionRules.Of(person with { HadConsent = true }, Limits));
        Assert.Equal(new PersonFate(false, false, null), RetentionRules.Of(person with { HasHistory = true }, Limits));
        Assert.Equal(new PersonFate(false, false, Now.AddSeconds(1)), RetentionRules.Of(person with { LastContactAt = Now.AddDays(-1_096).AddSeconds(1) }, Limits));
    }
}
