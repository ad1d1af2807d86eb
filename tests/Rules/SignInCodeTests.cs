using Medzdrav.Grains;

namespace Medzdrav.Tests.Rules;

public class SignInCodeTests
{
    [Theory]
    [InlineData("123456", "123456")]
    [InlineData(" 123 456 ", "123456")]
    [InlineData("12-34-56", "123456")]
    [InlineData("1 2 3 4 5 6", "123456")]
    [InlineData("123\u00a0456", "123456")]
    [InlineData("１２３４５６", "123456")]
    [InlineData("١٢٣٤٥٦", "123456")]
    [InlineData("۱۲۳۴۵۶", "123456")]
    [InlineData("\u200e123456\u200f", "123456")]
    [InlineData("123456 — код для входа в Медздрав. Никому не сообщайте код.", "123456")]
    [InlineData("Код: 004200, действует 5 минут", "004200")]
    [InlineData("Ваш код 004200. Звоните 8 800 500-61-11", "004200")]
    [InlineData("123456 — код для входа.\n@romashka.example #123456", "123456")]
    [InlineData("123456 — код для входа.@romashka.example #123456", "123456")]
    [InlineData("004200 — код для входа. @123456.example #004200 ", "004200")]
    [InlineData("12345", null)]
    [InlineData("1234567", null)]
    [InlineData("123456 или 654321", null)]
    [InlineData("сто двадцать три", null)]
    [InlineData("12345O", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void A_code_is_found_in_whatever_is_typed_or_pasted(string? typed, string? code) => Assert.Equal(code, SignInCode.Find(typed));

    [Fact]
    public void A_book_is_not_searched_for_a_code() => Assert.Null(SignInCode.Find(new string('а', 400) + " 123456"));

    [Fact]
    public void Codes_have_six_digits_and_differ()
    {
        var codes = Enumerable.Range(0, 1_000).Select(_ => SignInCode.New()).ToArray();

        Assert.All(codes, code => Assert.Equal(code, SignInCode.Find(code)));
        Assert.True(codes.Distinct().Count() > 990, "a thousand codes hardly repeat");
    }

    [Theory]
    [InlineData("203.0.113.7", "203.0.113.7")]
    [InlineData("::ffff:203.0.113.7", "203.0.113.7")]
    [InlineData("2001:db8:1:2:aaaa::1", "20010DB800010002")]
    [InlineData("2001:db8:1:2:bbbb::2", "20010DB800010002")]
    [InlineData("2001:db8:1:3::1", "20010DB800010003")]
    [InlineData("127.0.0.1", null)]
    [InlineData("::1", null)]
    public void One_subscriber_is_one_address_and_in_IPv6_one_64(string address, string? subscriber) => Assert.Equal(subscriber, Allowances.Subscriber(address, isLoopbackFree: true));

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("::ffff:127.0.0.1")]
    [InlineData("::1")]
    public void Outside_Development_loopback_is_counted_as_it_is_a_proxy(string address) => Assert.NotNull(Allowances.Subscriber(address, isLoopbackFree: false));
}
