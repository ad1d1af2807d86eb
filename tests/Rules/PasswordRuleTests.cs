using Medzdrav.Grains;

namespace Medzdrav.Tests.Rules;

/// <summary>Which passwords of staff are taken.</summary>
public sealed class PasswordRuleTests
{
    [Theory]
    [InlineData("correct horse")]
    [InlineData("зонтик летает криво")]
    [InlineData("Vt7-kk2-Qm9x")]
    [InlineData("anna любит чай")]
    [InlineData("драконоборец17")]
    public void Of_unrelated_words_or_letters_it_is_taken(string password) => Assert.Null(PasswordRules.FaultOf(password, "anna", 10));

    [Theory]
    [InlineData("short", "TooShort")]
    [InlineData("девять зн", "TooShort")]
    [InlineData("anna.petrovna", "Login")]
    [InlineData("Anna.Petrovna", "Login")]
    [InlineData("12anna.petrovna!!", "Login")]
    [InlineData("1928374650", "NoLetters")]
    [InlineData("19-05-1987 !", "NoLetters")]
    [InlineData("qwertyuiop", "Common")]
    [InlineData("Qwerty123456", "Common")]
    [InlineData("Password2026!", "Common")]
    [InlineData("p@$$w0rd2026", "Common")]
    [InlineData("1q2w3e4r5t6y", "Common")]
    [InlineData("passwordqwerty", "Common")]
    [InlineData("йцукенгшщз", "Common")]
    [InlineData("Пароль2026!!", "Common")]
    [InlineData("gfhjkmgfhjkm", "Common")]
    [InlineData("ааааааааааа", "Common")]
    [InlineData("abcabcabcabc", "Common")]
    public void What_is_tried_first_is_not(string password, string fault) => Assert.Equal(fault, PasswordRules.FaultOf(password, "anna.petrovna", 10)?.ToString());

    [Fact]
    public void The_shortest_is_a_setting_and_the_longest_is_not()
    {
        Assert.Equal(PasswordFault.TooShort, PasswordRules.FaultOf("correct horse", "anna", 14));
        Assert.Null(PasswordRules.FaultOf("correct horse battery", "anna", 14));
        Assert.Equal(PasswordFault.TooLong, PasswordRules.FaultOf(new string('x', 100) + new string('й', 101), "anna", 10));
        Assert.Contains("14 знаков", PasswordRules.TextOf(PasswordFault.TooShort, 14), StringComparison.Ordinal);
    }
}
