using System.Buffers.Text;
using System.Net;
using Medzdrav.Contracts;
using Medzdrav.Grains;

namespace Medzdrav.Tests.Rules;

/// <summary>Which addresses of devices are taken: the platform writes to whatever is named.</summary>
public sealed class PushAddressRuleTests
{
    private static readonly PushOptions Options = new() { Subject = "mailto:clinic@medzdrav.example", AppUrl = "https://apps.example/" };
    private static readonly string Key = PushKeyPair.New().PublicKey;
    private static readonly string Auth = Base64Url.EncodeToString(new byte[16]);
    private static readonly PushAddress Browser = new(PushPlatform.Web, "https://fcm.googleapis.com/fcm/send/abc:def-_", Key, Auth);

    [Theory]
    [InlineData("https://fcm.googleapis.com/fcm/send/abc:def-_")]
    [InlineData("https://updates.push.services.mozilla.com/wpush/v2/gAAA==")]
    [InlineData("https://web.push.apple.com:443/Q?x=1")]
    [InlineData("https://8.8.8.8/push")]
    [InlineData("https://[2a00:1450:4010::1]/push")]
    public void A_push_service_of_the_Internet_is_taken(string endpoint) => Assert.Null(PushAddressRules.Refuse(Browser with { Endpoint = endpoint }, Options));

    [Theory]
    [InlineData("")]
    [InlineData("push")]
    [InlineData("/push")]
    [InlineData("http://fcm.googleapis.com/push")]
    [InlineData("ftp://fcm.googleapis.com/push")]
    [InlineData("javascript:alert(1)")]
    [InlineData("https://fcm.googleapis.com:8443/push")]
    [InlineData("https://user:password@fcm.googleapis.com/push")]
    [InlineData("https://fcm.googleapis.com/push#part")]
    [InlineData("https://fcm.googleapis.com/pu sh")]
    [InlineData("https://fcm.googleapis.com/push\r\nHost: other")]
    [InlineData("https://localhost/push")]
    [InlineData("https://LOCALHOST./push")]
    [InlineData("https://app.localhost/push")]
    [InlineData("https://printer/push")]
    [InlineData("https://db.internal/push")]
    [InlineData("https://127.0.0.1/push")]
    [InlineData("https://2130706433/push")]
    [InlineData("https://0x7f.1/push")]
    [InlineData("https://0.0.0.0/push")]
    [InlineData("https://10.1.2.3/push")]
    [InlineData("https://172.31.0.1/push")]
    [InlineData("https://192.168.0.1/push")]
    [InlineData("https://100.64.0.1/push")]
    [InlineData("https://169.254.169.254/latest/meta-data")]
    [InlineData("https://[::1]/push")]
    [InlineData("https://[::]/push")]
    [InlineData("https://[fe80::1]/push")]
    [InlineData("https://[fd00::1]/push")]
    [InlineData("https://[::ffff:10.0.0.1]/push")]
    [InlineData("https://[64:ff9b::7f00:1]/push")]
    [InlineData("https://[2002:7f00:1::]/push")]
    public void An_address_that_is_no_push_service_of_the_Internet_is_refused(string endpoint) =>
        Assert.Equal(Refusal.Invalid.Code, PushAddressRules.Refuse(Browser with { Endpoint = endpoint }, Options)?.Code);

    [Fact]
    public void An_address_that_is_too_long_is_refused() =>
        Assert.NotNull(PushAddressRules.Refuse(Browser with { Endpoint = "https://fcm.googleapis.com/" + new string('a', 2_048) }, Options));

    [Theory]
    [InlineData("http://127.0.0.1:5999/push")]
    [InlineData("https://localhost/push")]
    public void A_developers_push_service_is_taken_where_the_settings_say_so(string endpoint)
    {
        var local = new PushOptions { Subject = Options.Subject, LocalAddresses = true };

        Assert.Null(PushAddressRules.Refuse(Browser with { Endpoint = endpoint }, local));
        Assert.NotNull(PushAddressRules.Refuse(Browser with { Endpoint = "file:///etc/passwd" }, local));
    }

    [Fact]
    public void Keys_are_those_of_a_browser_and_nothing_else()
    {
        string[] keys = ["", "abc", Auth, Key[..^1], Key + "A", Key + "=", Base64Url.EncodeToString(new byte[65]), Base64Url.EncodeToString([4, .. Enumerable.Repeat((byte)1, 64)]), new string('+', Key.Length)];
        Assert.All(keys, key => Assert.NotNull(PushAddressRules.Refuse(Browser with { P256dh = key }, Options)));
        string[] secrets = ["", "abc", Key, Auth + "==", Base64Url.EncodeToString(new byte[15])];
        Assert.All(secrets, secret => Assert.NotNull(PushAddressRules.Refuse(Browser with { Auth = secret }, Options)));
        Assert.NotNull(PushAddressRules.Refuse(Browser with { P256dh = null, Auth = null }, Options));
    }

    [Fact]
    public void An_apps_token_is_taken_where_apps_are_told()
    {
        var app = new PushAddress(PushPlatform.Ios, "d0:token_-");

        Assert.Null(PushAddressRules.Refuse(app, Options));
        Assert.NotNull(PushAddressRules.Refuse(app with { Endpoint = "с пробелом" }, Options));
        Assert.NotNull(PushAddressRules.Refuse(app with { Endpoint = new string('a', 4_097) }, Options));
        Assert.NotNull(PushAddressRules.Refuse(app, new PushOptions { Subject = Options.Subject }));
        Assert.NotNull(PushAddressRules.Refuse(Browser, new PushOptions { AppUrl = Options.AppUrl }));
    }

    [Theory]
    [InlineData("8.8.8.8", true)]
    [InlineData("172.15.0.1", true)]
    [InlineData("224.0.0.1", false)]
    [InlineData("255.255.255.255", false)]
    [InlineData("::ffff:8.8.8.8", true)]
    [InlineData("ff02::1", false)]
    [InlineData("2001:db8::1", false)]
    public void An_address_is_of_the_Internet_or_not(string address, bool isPublic) => Assert.Equal(isPublic, PublicNetwork.Holds(IPAddress.Parse(address)));

    [Theory]
    [InlineData("", true)]
    [InlineData("mailto:clinic@medzdrav.example", true)]
    [InlineData("https://medzdrav.example/contact", true)]
    [InlineData("http://medzdrav.example", false)]
    [InlineData("mailto:", false)]
    [InlineData("mailto:clinic@localhost", false)]
    [InlineData("clinic@medzdrav.example", false)]
    [InlineData("mailto:\"a\"@medzdrav.example", false)]
    public void A_subject_is_one_that_push_services_take(string subject, bool isTaken) => Assert.Equal(isTaken, new PushOptions { Subject = subject }.IsSubjectReadable);

    [Fact]
    public void Keys_of_the_settings_belong_together()
    {
        var (pair, other) = (PushKeyPair.New(), PushKeyPair.New());

        Assert.True(new PushOptions { PublicKey = pair.PublicKey, PrivateKey = pair.PrivateKey }.AreKeysPaired);
        Assert.False(new PushOptions { PublicKey = pair.PublicKey, PrivateKey = other.PrivateKey }.AreKeysPaired);
        Assert.False(new PushOptions { PublicKey = pair.PublicKey }.AreKeysPaired);
        Assert.True(new PushOptions().AreKeysPaired);
    }
}
