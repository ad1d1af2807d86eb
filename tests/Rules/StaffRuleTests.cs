using Medzdrav.Contracts;
using Medzdrav.Grains;

namespace Medzdrav.Tests.Rules;

/// <summary>The rules of what an administrator may do to whose account.</summary>
public sealed class StaffRuleTests
{
    private static readonly StaffId Olga = new("olga");
    private static readonly StaffLink Link = new("hash", DateTimeOffset.UnixEpoch);

    [Fact]
    public void Nobody_disables_or_resets_themself()
    {
        var stored = new StaffChanging(Member("olga", Post.Administrator), 5);

        Assert.Equal(Refusal.NotOneself, StaffRules.SetEnabled(stored, Olga, isEnabled: false).Refusal);
        Assert.Equal(Refusal.NotOneself, StaffRules.Reset(stored, Olga, Link).Refusal);
        Assert.NotNull(StaffRules.SetEnabled(stored, new StaffId("anna"), isEnabled: false).Value);
        Assert.NotNull(StaffRules.SetEnabled(stored, Olga, isEnabled: true).Value);
    }

    [Fact]
    public void The_last_administrator_stays_one()
    {
        var last = new StaffChanging(Member("olga", Post.Administrator, Post.Auditor), 0);
        var other = last with { OtherAdministrators = 1 };
        var without = Details(Post.Auditor);

        Assert.Equal(Refusal.LastAdministrator, StaffRules.SetEnabled(last, new StaffId("anna"), isEnabled: false).Refusal);
        Assert.Equal(Refusal.LastAdministrator, StaffRules.Change(last, 1, without).Refusal);
        // Of two who reset each other at once the second finds the first one without a password.
        Assert.Equal(Refusal.LastAdministrator, StaffRules.Reset(last, new StaffId("anna"), Link).Refusal);
        Assert.NotNull(StaffRules.Reset(other, new StaffId("anna"), Link).Value);
        Assert.NotNull(StaffRules.Change(last, 1, Details(Post.Administrator)).Value);
        Assert.NotNull(StaffRules.Change(other, 1, without).Value);
        Assert.NotNull(StaffRules.SetEnabled(other, new StaffId("anna"), isEnabled: false).Value);
        // An insurer's is nobody's last one: the platform's administrators are there.
        var insurers = new StaffChanging(Member("olga", Post.Administrator) with { Insurer = new InsurerId("romashka") }, 0);
        Assert.NotNull(StaffRules.SetEnabled(insurers, new StaffId("anna"), isEnabled: false).Value);
    }

    [Fact]
    public void Disabled_and_reset_a_members_sign_ins_end_and_a_changed_ones_go_on()
    {
        var stored = new StaffChanging(Member("anna", Post.Consultant), 1);

        var disabled = StaffRules.SetEnabled(stored, Olga, isEnabled: false).Value!.Record;
        Assert.Equal((false, 1), (disabled.IsEnabled, disabled.Generation));
        // Disabled once more changes nothing, and enabled no former sign-in comes back.
        Assert.Equal(1, StaffRules.SetEnabled(stored with { Record = disabled }, Olga, isEnabled: false).Value!.Record.Generation);
        Assert.Equal((true, 1), StaffRules.SetEnabled(stored with { Record = disabled }, Olga, isEnabled: true).Value!.Record is var enabled ? (enabled.IsEnabled, enabled.Generation) : default);
        var reset = StaffRules.Reset(stored, Olga, Link).Value!;
        Assert.Equal(("", 1, Link, true), (reset.Record.PasswordHash, reset.Record.Generation, reset.Link, reset.EndsFactor));
        Assert.Equal(StaffState.Invited, StaffRules.StateOf(reset.Record));
        Assert.Equal(1, StaffRules.SignOut(stored).Value!.Record.Generation);
        Assert.Equal(0, StaffRules.Change(stored, 1, Details(Post.Therapist)).Value!.Record.Generation);
        Assert.Equal(1, StaffRules.Change(stored, 1, Details(Post.Therapist, Post.Supervisor)).Value!.Record.Generation);
    }

    [Fact]
    public void A_change_of_another_version_than_the_stored_one_is_refused() =>
        Assert.Equal(Refusal.StaffChanged, StaffRules.Change(new StaffChanging(Member("anna", Post.Consultant), 1), 7, Details(Post.Therapist)).Refusal);

    [Theory]
    [InlineData("", "consultant", null)]
    [InlineData(" ", "consultant", null)]
    [InlineData("Анна", "", null)]
    [InlineData("Анна", "specialist", null)]
    [InlineData("Анна", "consultant", "кардиология")]
    [InlineData("Анна", "specialist", "кардио,логия")]
    public void Malformed_details_are_refused_with_the_reason(string name, string post, string? specialty)
    {
        var details = new StaffDetails(name, post.Length == 0 ? [] : [Words.Read<Post>(post)], specialty is null ? [] : [specialty]);

        var refusal = StaffRules.Refuse(insurer: null, StaffRules.Kept(details))!;

        Assert.Equal("invalid", refusal.Code);
        Assert.NotEqual(Refusal.Invalid.Message, refusal.Message);
    }

    [Fact]
    public void An_insurers_member_is_an_administrator_and_kept_by_the_platforms_and_its_own()
    {
        var (romashka, vasilek) = (new InsurerId("romashka"), new InsurerId("vasilek"));
        var theirs = Member("anna", Post.Administrator) with { Insurer = romashka };

        Assert.NotNull(StaffRules.Refuse(romashka, Details(Post.Consultant)));
        Assert.Null(StaffRules.Refuse(romashka, Details(Post.Administrator)));
        Assert.True(StaffRules.MayKeep(Member("olga", Post.Administrator).Standing, theirs));
        Assert.True(StaffRules.MayKeep((Member("vera", Post.Administrator) with { Insurer = romashka }).Standing, theirs));
        Assert.False(StaffRules.MayKeep((Member("vera", Post.Administrator) with { Insurer = vasilek }).Standing, theirs));
        Assert.False(StaffRules.MayKeep(theirs.Standing, Member("olga", Post.Consultant)));
    }

    [Theory]
    [InlineData("петрова", 1)]
    [InlineData("ПЕТР анн", 1)]
    [InlineData("анна", 2)]
    [InlineData("nna", 2)]
    [InlineData("ова", 0)]
    [InlineData("", 3)]
    public void Members_are_found_by_beginnings_of_the_name_or_a_part_of_the_login(string text, int count)
    {
        StaffEntry[] all = [Entry("anna", "Петрова Анна"), Entry("hanna", "Ёлкина Анна"), Entry("boris", "Борисов Борис")];

        Assert.Equal(count, StaffSearch.Find(all, new StaffQuery(text, null, null, 1), DateTimeOffset.UnixEpoch).Total);
    }

    [Fact]
    public void A_search_is_paged_in_the_order_of_names_and_a_page_too_far_is_the_last()
    {
        var all = Enumerable.Range(0, 120).Select(number => Entry($"login{number}", $"Имя {119 - number:000}")).ToArray();

        var page = StaffSearch.Find(all, new StaffQuery("", Post.Consultant, StaffState.Active, 99), DateTimeOffset.UnixEpoch);

        Assert.Equal((120, 3, 3, 20), (page.Total, page.Page, page.Pages, page.Members.Length));
        Assert.Equal("Имя 119", page.Members[^1].Name);
        Assert.Equal(0, StaffSearch.Find(all, new StaffQuery("", Post.Auditor, null, 1), DateTimeOffset.UnixEpoch).Total);
        Assert.Equal(0, StaffSearch.Find(all, new StaffQuery("", null, StaffState.Disabled, 1), DateTimeOffset.UnixEpoch).Total);
    }

    private static StaffDetails Details(params Post[] posts) => new("Анна", posts, []);

    private static StaffRecord Member(string id, params Post[] posts) => new(new StaffId(id), id, "hash", id, posts);

    private static StaffEntry Entry(string login, string name) => new(new StaffRecord(new StaffId(login), login, "hash", name, [Post.Consultant]), false, null);
}
