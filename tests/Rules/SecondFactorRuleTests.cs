using System.Text;
using Medzdrav.Contracts;
using Medzdrav.Grains;
using OtpNet;

namespace Medzdrav.Tests.Rules;

/// <summary>Second factors of staff: who needs one, and which codes are right.</summary>
public sealed class SecondFactorRuleTests
{
    private static readonly byte[] Secret = Encoding.ASCII.GetBytes("12345678901234567890");
    private static readonly DateTimeOffset Now = new(2026, 11, 29, 9, 0, 10, TimeSpan.Zero);

    // RFC 6238, appendix B, to six digits.
    [Theory]
    [InlineData(59, "287082")]
    [InlineData(1111111109, "081804")]
    [InlineData(1111111111, "050471")]
    [InlineData(1234567890, "005924")]
    [InlineData(2000000000, "279037")]
    [InlineData(20000000000, "353130")]
    public void The_codes_are_those_of_the_standard(long seconds, string code) =>
        Assert.Equal(seconds / 30, TotpRules.StepOf(Secret, code, DateTimeOffset.FromUnixTimeSeconds(seconds)));

    [Theory]
    [InlineData(-2, false)]
    [InlineData(-1, true)]
    [InlineData(0, true)]
    [InlineData(1, true)]
    [InlineData(2, false)]
    public void A_phone_may_be_a_step_behind_or_ahead_and_no_more(int steps, bool isRight)
    {
        var code = new Totp(Secret).ComputeTotp(Now.AddSeconds(30 * steps).UtcDateTime);

        Assert.Equal(isRight ? Now.ToUnixTimeSeconds() / 30 + steps : null, TotpRules.StepOf(Secret, code, Now));
    }

    [Fact]
    public void An_offer_can_be_typed_and_scanned()
    {
        var offer = TotpRules.Offer("a", Secret, "anna", Now.AddMinutes(10), Now);

        Assert.Equal("GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ", offer.Secret);
        Assert.StartsWith("otpauth://totp/Medzdrav:anna?", offer.Address, StringComparison.Ordinal);
        Assert.Contains("secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ", offer.Address, StringComparison.Ordinal);
        Assert.Contains("issuer=Medzdrav", offer.Address, StringComparison.Ordinal);
        // Orleans and loggers write what they drop.
        Assert.DoesNotContain("GEZD", $"{offer}", StringComparison.Ordinal);
        Assert.NotEqual(TotpRules.NewSecret(), TotpRules.NewSecret());
    }

    [Theory]
    [InlineData(Post.Administrator, true)]
    [InlineData(Post.Supervisor, true)]
    [InlineData(Post.Auditor, true)]
    [InlineData(Post.Consultant, false)]
    [InlineData(Post.Therapist, false)]
    [InlineData(Post.RosterKeeper, false)]
    public void Administrators_supervisors_and_auditors_need_one_and_by_a_setting_everybody(Post post, bool isNeeded)
    {
        var member = new StaffRecord(new StaffId("s"), "anna", "", "Анна", [Post.Paediatrician, post]);

        Assert.Equal(isNeeded, SecondFactorRules.IsRequired(member, isForAll: false, isDevelopment: true));
        Assert.True(SecondFactorRules.IsRequired(member, isForAll: true, isDevelopment: true));
    }

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public void The_demo_set_does_without_in_Development_and_nowhere_else(bool isDevelopment, bool isNeeded)
    {
        var member = new StaffRecord(new StaffId("s"), "administrator1", "", "Ольга", [Post.Administrator]) { IsDemo = true };

        Assert.Equal(isNeeded, SecondFactorRules.IsRequired(member, isForAll: false, isDevelopment));
        Assert.Equal(isNeeded, SecondFactorRules.IsRequired(member, isForAll: true, isDevelopment));
    }

    [Fact]
    public void Recovery_codes_are_ten_each_of_its_own_and_read_however_they_are_typed()
    {
        var codes = RecoveryCode.NewSet();
        var (first, owner) = (codes[0], new StaffId("s"));

        Assert.Equal(10, codes.Distinct().Count());
        Assert.Matches("^[2-9a-z]{4}-[2-9a-z]{4}-[2-9a-z]{4}$", first);
        foreach (var typed in new[] { first, $" {first.ToUpperInvariant()} ", first.Replace('-', ' '), first.Replace("-", "", StringComparison.Ordinal) })
            Assert.Equal(RecoveryCode.HashOf(owner, first), RecoveryCode.HashOf(owner, RecoveryCode.Find(typed)!));
        Assert.NotEqual(RecoveryCode.HashOf(owner, first), RecoveryCode.HashOf(new StaffId("other"), first));
        foreach (var other in new[] { null, "", "123456", first[1..], first + "2", "0000-0000-0000", "абвг-абвг-абвг" })
            Assert.Null(RecoveryCode.Find(other));
    }
}
