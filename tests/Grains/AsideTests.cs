using Medzdrav.Contracts;
using Medzdrav.Grains;
using Medzdrav.Tests.Support;

namespace Medzdrav.Tests.Grains;

/// <summary>Waiting without staring: pushes and the SMS, the minute to come back, and the place that is kept.</summary>
public sealed class AsideTests : IAsyncLifetime
{
    private readonly Clinic _clinic = new();
    private readonly PushService _service = new();
    private readonly SmsProvider _sms = new();
    private readonly List<PushedBrowser> _browsers = [];

    public async ValueTask InitializeAsync()
    {
        _clinic.Settings["Sms:Url"] = _sms.Url;
        _clinic.Settings["Push:Subject"] = "mailto:clinic@medzdrav.example";
        _clinic.Settings["Push:LocalAddresses"] = "true";
        await _clinic.InitializeAsync();
        _sms.Open();
        _service.Open();
    }

    public async ValueTask DisposeAsync()
    {
        _browsers.ForEach(browser => browser.Dispose());
        await _clinic.DisposeAsync();
        await _service.DisposeAsync();
        await _sms.DisposeAsync();
    }

    [Fact]
    public async Task Who_put_the_page_aside_is_told_when_third_when_next_and_when_somebody_answers_and_comes_back()
    {
        var consultant = await _clinic.OnDuty(Post.Consultant);
        var (taken, before) = (await Calling(), new List<(Insured Person, SessionId Session)>());
        var (talk, _) = await consultant.Take(taken.Session);
        for (var i = 0; i < 3; i++)
            before.Add(await Calling());
        var (anna, phone) = await WithPhone();
        var (session, page) = await anna.Call(SessionMode.Audio);
        await Settled(session);
        Assert.Equal(CallBackBy.Push, (await CallBack(anna, session, CallBackBy.Push)).Value!.CallBack);
        await PutAside(anna, session, page, isAside: true);

        await before[0].Person.Leave(before[0].Session);
        await Pushed(phone, 1);
        await before[1].Person.Leave(before[1].Session);
        await before[2].Person.Leave(before[2].Session);
        await Pushed(phone, 2);
        await _clinic.Pass(TimeSpan.FromSeconds(20), session);
        Assert.Equal(["Перед вами два человека. Скоро ваша очередь.", "Вы следующий. Вернитесь на страницу ожидания."], Texts(phone));

        await _clinic.Grains.GetGrain<ISessionConsultant>(talk.SessionId.Value).Close(CommandId.New(), consultant.Caller, CloseReason.Completed);
        var (view, _) = await consultant.Take(session);
        Assert.Equal(view.Now + TimeSpan.FromSeconds(60), view.Leg!.ReturnsBy);
        await Answered(phone);
        Assert.Equal(3, Texts(phone).Length);
        Assert.Single(_service.To(phone).Select(pushed => pushed.Topic).Distinct());

        await _clinic.Pass(TimeSpan.FromSeconds(52), session);
        await PutAside(anna, session, page, isAside: false);
        await _clinic.Pass(TimeSpan.FromSeconds(10), session);
        var talking = (await View(anna, session));
        Assert.Equal((SessionPhase.Intake, null), (talking.Phase, talking.Leg!.ReturnsBy));
        Assert.Empty(_sms.Received);
        await anna.Leave(session);
    }

    [Fact]
    public async Task After_a_minute_the_next_is_offered_and_the_place_is_kept_for_whoever_comes_later()
    {
        var consultant = await _clinic.OnDuty(Post.Consultant);
        var (anna, phone) = await WithPhone();
        var (session, page) = await anna.Call(SessionMode.Audio);
        await Settled(session);
        await CallBack(anna, session, CallBackBy.Push);
        await PutAside(anna, session, page, isAside: true);
        await consultant.Take(session);
        await Answered(phone);
        var next = await Calling();

        await _clinic.Pass(TimeSpan.FromSeconds(52), session);
        Assert.Empty(await _clinic.OffersAt(consultant, session));
        var (taken, _) = await consultant.Take(next.Session);

        Assert.Equal(SessionPhase.WaitingForConsultant, (await View(anna, session)).Phase);
        await Pushed(phone, 2);
        Assert.Equal(["Вам ответили. Вернитесь в течение 1 минуты.", "Вам ответили, но вас не было. Место сохраним ещё 15 минут."], Texts(phone));
        await Calling();
        await PutAside(anna, session, page, isAside: false);
        await _clinic.Grains.GetGrain<ISessionConsultant>(taken.SessionId.Value).Close(CommandId.New(), consultant.Caller, CloseReason.Completed);
        await _clinic.Until(() => _clinic.Gateway.OfferTo(consultant.Tab) is not null, "somebody is offered");
        Assert.Equal(session, _clinic.Gateway.OfferTo(consultant.Tab)!.SessionId);
    }

    [Fact]
    public async Task A_page_that_the_phone_froze_keeps_its_place_and_is_called_by_push_also_after_a_restart()
    {
        var (anna, phone) = await WithPhone();
        var (session, page) = await anna.Call();
        await CallBack(anna, session, CallBackBy.Push);
        await PutAside(anna, session, page, isAside: true);
        await _clinic.Gateway.Leave(session, page, _clinic.Clock.GetUtcNow());
        await _clinic.Pass(TimeSpan.FromSeconds(15), session);
        await _clinic.Jump(TimeSpan.FromMinutes(40));
        await _clinic.Cluster.DeactivateAsync(_clinic.Grains.GetGrain<ISession>(session.Value));
        await _clinic.Cluster.DeactivateAsync(_clinic.Grains.QueueOf(QueueKind.Consultant));
        await _clinic.Jump(TimeSpan.FromMinutes(1));

        var consultant = await _clinic.OnDuty(Post.Consultant);
        var (view, _) = await consultant.Take(session);

        Assert.NotNull(view.Leg!.ReturnsBy);
        await Answered(phone);
        var again = await _clinic.Gateway.Join(anna.Caller, session);
        await PutAside(anna, session, again, isAside: false);
        Assert.Null((await View(anna, session)).Leg!.ReturnsBy);
        await anna.Leave(session);
    }

    [Fact]
    public async Task One_SMS_calls_back_with_a_link_and_only_the_own_login_asks_for_it()
    {
        var consultant = await _clinic.OnDuty(Post.Consultant);
        var anna = _clinic.Person();
        var (session, page) = await anna.Call();
        Assert.Equal(Refusal.NoDevice, (await CallBack(anna, session, CallBackBy.Push)).Refusal);
        Assert.Equal(Refusal.NotFound, (await CallBack(_clinic.Person(), session, CallBackBy.Sms)).Refusal);

        Assert.Equal(CallBackBy.Sms, (await CallBack(anna, session, CallBackBy.Sms)).Value!.CallBack);
        await PutAside(anna, session, page, isAside: true);
        await consultant.Take(session);
        await _clinic.Until(() => _sms.Received.Length > 0, "the SMS is sent");

        await _clinic.Pass(TimeSpan.FromSeconds(70), session);
        Assert.Equal(await _clinic.Records.PhoneOfAsync(anna.Account), Assert.Single(_sms.Received).Phone);
        Assert.Contains($"/session/{session}", _sms.Received[0].Text, StringComparison.Ordinal);
        for (var asked = 1; asked < 6; asked++)
            await CallBack(anna, session, CallBackBy.Sms);
        Assert.Equal(Refusal.TooMany, (await CallBack(anna, session, CallBackBy.Sms)).Refusal);
        await anna.Leave(session);
    }

    private async Task<(Insured Person, SessionId Session)> Calling()
    {
        var person = _clinic.Person();
        var (session, _) = await person.Call(SessionMode.Audio);
        await Settled(session);
        return (person, session);
    }

    /// <summary>The queue has heard who is there, and of nobody else since.</summary>
    private async Task Settled(SessionId session)
    {
        await _clinic.Pass(TimeSpan.FromSeconds(2), session);
        await _clinic.Grains.QueueOf(QueueKind.Consultant).Coverage();
    }

    private async Task<(Insured Person, PushedBrowser Phone)> WithPhone()
    {
        var person = _clinic.Person();
        var browser = new PushedBrowser(_service);
        _browsers.Add(browser);
        var credential = (await Credentials.Issue(_clinic.Grains, person.Caller)).CredentialId;
        Assert.NotNull((await _clinic.Grains.GetGrain<IPushDevicesGrain>(person.Account.Value).Allow(new PushAddress(PushPlatform.Web, browser.Endpoint, browser.P256dh, browser.Auth), credential, "Chrome, Android")).Value);
        return (person, browser);
    }

    private Task<Reply<SessionView>> CallBack(Insured person, SessionId session, CallBackBy by) =>
        _clinic.Grains.GetGrain<IAccountGrain>(person.Account.Value).CallMeBack(CommandId.New(), session, by, "https://rgs.medzdrav.ru");

    private async Task PutAside(Insured person, SessionId session, ConnectionRef page, bool isAside)
    {
        Assert.Null((await _clinic.Grains.GetGrain<ISessionWaiting>(session.Value).PutAside(person.Caller, page, isAside)).Refusal);
        await _clinic.Grains.QueueOf(QueueKind.Consultant).Coverage();
    }

    private async Task<SessionView> View(Insured person, SessionId session) => (await _clinic.Grains.GetGrain<ISession>(session.Value).View(person.Caller)).Value!;

    private Task Pushed(PushedBrowser phone, int count) => _clinic.Until(() => _service.To(phone).Length >= count, $"push {count} comes");

    /// <summary>The news of an answer is worth telling for a minute: once the sweep has seen it, the clock stands still until it is told.</summary>
    private async Task Answered(PushedBrowser phone)
    {
        await _clinic.Pass(TimeSpan.FromSeconds(3));
        await _clinic.Soon(() => Texts(phone) is [.., "Вам ответили. Вернитесь в течение 1 минуты."], "the patient is told of the answer");
    }

    private string[] Texts(PushedBrowser phone) => [.. _service.To(phone).Select(pushed => phone.Read(pushed.Body).GetProperty("body").GetString()!)];
}
