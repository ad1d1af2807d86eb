using System.Net;
using Medzdrav.Contracts;
using Medzdrav.Grains;
using Medzdrav.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace Medzdrav.Tests.Grains;

/// <summary>Notices to accounts: on every device that allowed it, else by SMS, and never by both knowingly.</summary>
public sealed class PushTests : IAsyncLifetime
{
    private static readonly PushText Text = new("Медздрав", "Консультация через 10 минут", "/calendar");
    private readonly Clinic _clinic = new();
    private readonly PushService _service = new();
    private readonly SmsProvider _sms = new();
    private readonly List<PushedBrowser> _browsers = [];
    private Insured _person = null!;

    public async ValueTask InitializeAsync()
    {
        _clinic.Settings["Sms:Url"] = _sms.Url;
        _clinic.Settings["Push:Subject"] = "mailto:clinic@medzdrav.example";
        _clinic.Settings["Push:LocalAddresses"] = "true";
        await _clinic.InitializeAsync();
        _sms.Open();
        _person = _clinic.Person();
    }

    public async ValueTask DisposeAsync()
    {
        _browsers.ForEach(browser => browser.Dispose());
        await _clinic.DisposeAsync();
        await _service.DisposeAsync();
        await _sms.DisposeAsync();
    }

    [Fact]
    public async Task Every_device_reads_what_it_is_told_and_no_SMS_comes()
    {
        _service.Open();
        var (phone, laptop) = (await Allowed(), await Allowed());
        var id = await Tell();

        await Until(() => _service.To(phone).Length == 1 && _service.To(laptop).Length == 1);

        var pushed = _service.To(phone)[0];
        var read = phone.Read(pushed.Body);
        Assert.Equal((Text.Title, Text.Body, Text.Path, pushed.Topic), (read.GetProperty("title").GetString(), read.GetProperty("body").GetString(), read.GetProperty("path").GetString(), read.GetProperty("tag").GetString()));
        Assert.Equal(("high", 600, "aes128gcm"), (pushed.Headers["Urgency"], pushed.Seconds, pushed.Headers["Content-Encoding"]));
        Assert.Equal("mailto:clinic@medzdrav.example", pushed.Signature!.Value.GetProperty("sub").GetString());
        Assert.InRange(pushed.Signature.Value.GetProperty("exp").GetInt64() - TimeProvider.System.GetUtcNow().ToUnixTimeSeconds(), 1, 24 * 60 * 60 - 1);
        await Becomes(id, NoticeState.Sent);
        await _clinic.Pass(TimeSpan.FromMinutes(3));
        Assert.Equal((2, 0), (_service.Came.Length, _sms.Received.Length));
    }

    [Fact]
    public async Task Without_a_device_the_SMS_goes_at_once_and_once()
    {
        var id = await Tell();

        await Until(() => _sms.Received.Length == 1);

        Assert.Equal((await _clinic.Records.PhoneOfAsync(_person.Account), "По SMS"), (_sms.Received[0].Phone, _sms.Received[0].Text));
        await Becomes(id, NoticeState.Sent);
        await Tell(id);
        await _clinic.Pass(TimeSpan.FromMinutes(3));
        Assert.Single(_sms.Received);
    }

    [Fact]
    public async Task Where_no_push_service_answers_the_SMS_comes_after_two_minutes_once()
    {
        await Allowed();
        await Tell();

        await _clinic.Pass(TimeSpan.FromSeconds(115));
        Assert.Empty(_sms.Received);
        await PassUntil(() => _sms.Received.Length == 1);

        _service.Open();
        await _clinic.Pass(TimeSpan.FromMinutes(2));
        Assert.Equal((0, 1), (_service.Came.Length, _sms.Received.Length));
    }

    [Fact]
    public async Task A_push_service_that_comes_back_in_time_saves_the_SMS()
    {
        var phone = await Allowed();
        await Tell();
        await _clinic.Pass(TimeSpan.FromSeconds(30));

        _service.Open();
        await PassUntil(() => _service.To(phone).Length == 1);

        await _clinic.Pass(TimeSpan.FromMinutes(3));
        Assert.Equal((1, 0), (_service.Came.Length, _sms.Received.Length));
    }

    [Theory]
    [InlineData(HttpStatusCode.Gone, false)]
    [InlineData(HttpStatusCode.NotFound, false)]
    [InlineData(HttpStatusCode.Forbidden, true)]
    [InlineData(HttpStatusCode.BadRequest, true)]
    public async Task A_device_that_its_push_service_knows_no_more_ends_and_no_other(HttpStatusCode status, bool stays)
    {
        _service.Answer = _ => status;
        _service.Open();
        await Allowed();
        await Tell();

        await Until(() => _sms.Received.Length == 1);

        Assert.Equal(stays ? 1 : 0, (await Devices.View()).Subscriptions.Length);
        Assert.Single(_service.Came);
    }

    [Fact]
    public async Task A_busy_push_service_is_asked_again_when_it_says_with_the_same_topic()
    {
        _service.Answer = _ => _service.Came.Length < 3 ? HttpStatusCode.TooManyRequests : HttpStatusCode.Created;
        _service.RetryAfter = "20";
        _service.Open();
        await Allowed();
        await Tell();

        await Until(() => _service.Came.Length == 1);
        await _clinic.Pass(TimeSpan.FromSeconds(17));
        Assert.Single(_service.Came);
        await PassUntil(() => _service.Came.Length == 3);

        Assert.Single(_service.Came.Select(pushed => pushed.Topic).Distinct());
        Assert.All(_service.Came, pushed => Assert.InRange(pushed.Seconds, 500, 600));
        await _clinic.Pass(TimeSpan.FromMinutes(3));
        Assert.Equal((3, 0), (_service.Came.Length, _sms.Received.Length));
    }

    [Fact]
    public async Task Signing_out_ends_the_device_and_the_notice_comes_by_SMS()
    {
        _service.Open();
        var credential = await SignIn();
        await Allow(credential);
        await _clinic.Grains.GetGrain<ICredentialGrain>(credential).Revoke();

        Assert.Empty((await Devices.View()).Subscriptions);
        Assert.Equal(Refusal.SignInRequired, (await Devices.Allow(Address(), credential, null)).Refusal);
        Assert.Empty((await Devices.View()).Subscriptions);
        await Tell();
        await Until(() => _sms.Received.Length == 1);
        Assert.Empty(_service.Came);
    }

    [Fact]
    public async Task What_is_worth_nothing_any_more_goes_nowhere()
    {
        await Allowed();
        var id = await Tell(after: TimeSpan.FromSeconds(40));
        _sms.Answer = _ => Task.FromResult<HttpStatusCode?>(HttpStatusCode.ServiceUnavailable);
        await _clinic.Pass(TimeSpan.FromSeconds(50));
        await Becomes(id, NoticeState.Expired);
        var tried = _sms.Received.Length;

        _service.Open();
        await _clinic.Pass(TimeSpan.FromMinutes(2));
        Assert.Equal((0, tried), (_service.Came.Length, _sms.Received.Length));
    }

    [Fact]
    public async Task A_silo_that_dies_between_sending_and_storing_tells_the_same_again_and_sends_no_SMS()
    {
        _service.Open();
        var phone = await Allowed();
        var id = Guid.NewGuid().ToString("N");
        await Notices.PutAsync(Notice(id, TimeSpan.FromMinutes(10)));
        var row = (await Notices.FindAsync(id))!;
        var claimed = NoticeRules.Next(row, _clinic.Clock.GetUtcNow(), takesKey: false)!;
        // The claim is stored, and nobody will ever store an answer to it.
        Assert.True(await Notices.ChangeAsync(row, claimed, NoticeRules.DueAt(claimed)));
        await _clinic.Pass(TimeSpan.FromSeconds(40));
        Assert.Empty(_service.Came);

        await PassUntil(() => _service.To(phone).Length == 1);

        Assert.Equal(PushRules.TopicOf(id, Text), _service.To(phone)[0].Topic);
        await Becomes(id, NoticeState.Sent);
        Assert.Empty(_sms.Received);
    }

    [Theory]
    [InlineData(true, "Вы ответили медконсультанту.")]
    [InlineData(false, "Вам звонил медконсультант. Если нужна помощь, откройте и позвоните.")]
    public async Task What_rang_on_a_device_gives_way_to_how_the_call_ended(bool isAnswered, string ended)
    {
        _service.Open();
        var phone = await Allowed();
        _clinic.Gateway.Online[_person.Account] = true;
        var consultant = await _clinic.OnDuty(Post.Consultant);
        var calls = _clinic.Grains.GetGrain<IConsultantCalls>(consultant.Id.Value);
        var rung = (await calls.CallPatient(CommandId.New(), _person.Patient, SessionMode.Audio, null)).Value!;
        await Until(() => _service.To(phone).Length == 1);

        if (isAnswered)
            Assert.NotNull((await _clinic.Grains.GetGrain<IPatientCallsGrain>(_person.Account.Value).Answer(CommandId.New(), rung.CallId, accept: true)).Value);
        else
            Assert.NotNull((await calls.WithdrawCall(rung.CallId)).Value);
        await Until(() => _service.To(phone).Length == 2);

        var (rang, over) = (_service.To(phone)[0], _service.To(phone)[1]);
        Assert.Equal((rang.Topic, ended, true), (over.Topic, phone.Read(over.Body).GetProperty("body").GetString(), phone.Read(over.Body).GetProperty("quiet").GetBoolean()));
        Assert.False(phone.Read(rang.Body).GetProperty("quiet").GetBoolean());
    }

    [Fact]
    public async Task A_device_that_was_not_reached_while_a_call_rang_does_not_ring_afterwards()
    {
        var phone = await Allowed();
        _clinic.Gateway.Online[_person.Account] = true;
        var consultant = await _clinic.OnDuty(Post.Consultant);
        var calls = _clinic.Grains.GetGrain<IConsultantCalls>(consultant.Id.Value);
        var rung = (await calls.CallPatient(CommandId.New(), _person.Patient, SessionMode.Audio, null)).Value!;
        await Waiting.Until(async () => (await Notices.FindAsync(DerivedId.Of("ring", rung.CallId)))?.Push?.Devices is [{ State: DeviceState.Again }]);
        Assert.NotNull((await calls.WithdrawCall(rung.CallId)).Value);

        _service.Open();
        await PassUntil(() => _service.To(phone).Length == 1);

        Assert.StartsWith("Вам звонил", phone.Read(_service.To(phone)[0].Body).GetProperty("body").GetString());
        await _clinic.Pass(TimeSpan.FromSeconds(60));
        Assert.Single(_service.To(phone));
    }

    [Fact]
    public async Task A_key_is_made_once_and_an_account_sees_its_own_devices_only()
    {
        await Allowed();
        var other = _clinic.Person();

        var mine = await Devices.View();
        var others = await _clinic.Grains.GetGrain<IPushDevicesGrain>(other.Account.Value).View();

        Assert.Equal(mine.PublicKey, others.PublicKey);
        Assert.True(PushKeyPair.IsPublic(mine.PublicKey));
        await _clinic.Grains.GetGrain<IPushDevicesGrain>(other.Account.Value).Forget(mine.Subscriptions[0].SubscriptionId, null);
        Assert.Single((await Devices.View()).Subscriptions);
        Assert.Empty(others.Subscriptions);
        await Devices.Forget(mine.Subscriptions[0].SubscriptionId, null);
        Assert.Empty((await Devices.View()).Subscriptions);
    }

    private IPushDevicesGrain Devices => _clinic.Grains.GetGrain<IPushDevicesGrain>(_person.Account.Value);

    private async Task<string> Tell(string? id = null, TimeSpan? after = null)
    {
        id ??= Guid.NewGuid().ToString("N");
        await _clinic.Cluster.GetSiloServiceProvider().GetRequiredService<AccountNotices>().Tell(Notice(id, after ?? TimeSpan.FromMinutes(10)));
        return id;
    }

    private AccountNotice Notice(string id, TimeSpan after) => new(id, _person.Account, Text, "По SMS", _clinic.Clock.GetUtcNow(), _clinic.Clock.GetUtcNow() + after);

    private async Task<PushedBrowser> Allowed() => await Allow(await SignIn());

    private async Task<string> SignIn() => (await Credentials.Issue(_clinic.Grains, Caller.Of(_person.Account))).CredentialId;

    private async Task<PushedBrowser> Allow(string credential)
    {
        var address = Address();
        Assert.NotNull((await Devices.Allow(address, credential, "Chrome, Android")).Value);
        return _browsers[^1];
    }

    private PushAddress Address()
    {
        _browsers.Add(new PushedBrowser(_service));
        return new PushAddress(PushPlatform.Web, _browsers[^1].Endpoint, _browsers[^1].P256dh, _browsers[^1].Auth);
    }

    private INotices Notices => _clinic.Cluster.GetSiloServiceProvider().GetRequiredService<INotices>();

    private Task Becomes(string id, NoticeState state) => Waiting.Until(async () => (await Notices.FindAsync(id))?.State == state);

    private static Task Until(Func<bool> holds) => Waiting.Until(() => Task.FromResult(holds()));

    private Task PassUntil(Func<bool> holds) => _clinic.Until(holds, "what was sent has come");
}
