using Microsoft.Playwright;

namespace Medzdrav.Tests.Browser;

/// <summary>A chat becomes a call when one side asks for it, whatever page it is asked on.</summary>
[Collection(Clinic.Shared)]
public sealed class CallRequestTests
{
    [Fact]
    public Task A_patient_who_asks_for_a_call_in_a_chat_calls_the_consultant() => Clinic.VisitAsync(async clinic =>
    {
        var (consultant, patient) = await ChattingAsync(clinic);
        await patient.TestId("to-video").ClickAsync();

        await Assertions.Expect(patient.TestId("call-state")).ToContainTextAsync("зовём на звонок. Ждём ответа…");
        await consultant.Expect("call-away").ToContainTextAsync("просит перейти на видеосвязь и ждёт ответа.");
        await consultant.Expect("room").ToContainTextAsync("просит перейти на видеосвязь");
        await Assertions.Expect(consultant.Page.Locator("notice-board")).ToContainTextAsync("просит перейти на видеосвязь");
        await consultant.Expect("call-take").ToHaveTextAsync("Ответить");
        await Gallery.TakeAsync(consultant, "desk-call-asked");
        await Gallery.TakeAsync(patient, "call-asking");
        var (words, controls) = ((await patient.TestId("call-state").BoundingBoxAsync())!, (await patient.TestId("call-mute").BoundingBoxAsync())!);
        Assert.True(words.Y + words.Height <= controls.Y, "the words stand above the controls");

        await consultant.TestId("call-take").ClickAsync();
        await patient.SeeAndHearAsync(1);
        await consultant.SeeAndHearAsync(1);
        await consultant.Expect("room").ToContainTextAsync("видеосвязь · первый разговор");
        await Assertions.Expect(consultant.Page.Locator("notice-board")).Not.ToContainTextAsync("просит перейти");
    });

    [Fact]
    public Task A_consultant_may_stay_in_the_chat_instead() => Clinic.VisitAsync(async clinic =>
    {
        var (consultant, patient) = await ChattingAsync(clinic);
        await patient.TestId("to-voice").ClickAsync();
        await consultant.TestId("stay-in-chat").ClickAsync();

        await patient.Expect("chat-mode").ToBeVisibleAsync();
        await patient.Expect("call").ToBeHiddenAsync();
        await consultant.Expect("room").ToContainTextAsync("чат · первый разговор");
        await Assertions.Expect(consultant.Page.Locator("notice-board")).Not.ToContainTextAsync("просит перейти");
    });

    [Fact]
    public Task A_waiting_chat_becomes_a_call_on_its_page_and_by_a_tile_of_the_home_page() => Clinic.VisitAsync(async clinic =>
    {
        var patient = await clinic.PatientAsync();
        await patient.SignInAsync();
        var home = await patient.Page.Context.NewPageAsync();
        await home.GotoAsync("/");
        await Assertions.Expect(home.GetByTestId("call-video")).ToBeEnabledAsync();
        await patient.CallAsync("chat");
        await patient.Expect("counterpart").ToHaveTextAsync("Чат");
        await patient.Expect("chat-mode").ToContainTextAsync("Вам ответят в чате. Можно выбрать звонок:");
        await Gallery.TakeAsync(patient, "waiting-chat");

        await home.GetByTestId("call-audio").ClickAsync();
        await Assertions.Expect(home).ToHaveURLAsync(patient.Page.Url);
        await Assertions.Expect(home.GetByTestId("counterpart")).ToHaveTextAsync("Аудиосвязь");
        await patient.Expect("counterpart").ToHaveTextAsync("Аудиосвязь");
        await patient.Expect("call-away").ToContainTextAsync("Звонок идёт в другой вкладке");
        await home.CloseAsync();

        await patient.Expect("call-away").ToContainTextAsync("больше не в звонке");
        await patient.TestId("call-take").ClickAsync();
        await patient.TestId("call-settings").ClickAsync();
        await patient.TestId("mode-chat").ClickAsync();
        await patient.TestId("to-video").ClickAsync();
        await patient.Expect("counterpart").ToHaveTextAsync("Видеосвязь");
        await Assertions.Expect(patient.TestId("call-state")).ToHaveTextAsync("Так вас увидит специалист");
    });

    [Fact]
    public Task Of_a_patients_tabs_the_one_calls_in_which_the_call_was_chosen() => Clinic.VisitAsync(async clinic =>
    {
        var (_, patient) = await ChattingAsync(clinic);
        var others = new List<IPage>();
        for (var i = 0; i < 2; i++)
        {
            others.Add(await patient.Page.Context.NewPageAsync());
            await others[i].GotoAsync(patient.Page.Url);
            await Assertions.Expect(others[i].GetByTestId("chat-mode")).ToBeVisibleAsync();
        }
        await patient.TestId("to-video").ClickAsync();

        await Assertions.Expect(patient.TestId("call-state")).ToContainTextAsync("Ждём ответа…");
        foreach (var other in others)
            await Assertions.Expect(other.GetByTestId("call-away")).ToContainTextAsync("Звонок идёт в другой вкладке");
        await Assertions.Expect(patient.TestId("call-state")).ToContainTextAsync("Ждём ответа…");
    });

    [Fact]
    public Task The_call_of_a_tab_that_is_closed_is_offered_in_the_other_one_and_after_a_reload() => Clinic.VisitAsync(async clinic =>
    {
        var (patient, consultant) = await clinic.RingingAsync();
        await consultant.AnswerAsync();
        await patient.SeeAndHearAsync(1);
        var other = await consultant.Page.Context.NewPageAsync();
        await other.GotoAsync("/staff/consultant");
        await other.GetByTestId("call-take").ClickAsync();
        await consultant.Expect("call-away").ToContainTextAsync("Звонок идёт в другой вкладке");
        await other.ReloadAsync();
        await Assertions.Expect(other.GetByTestId("call-mute")).ToBeVisibleAsync();
        await consultant.Expect("call-away").ToContainTextAsync("Звонок идёт в другой вкладке");

        await other.CloseAsync();

        await consultant.Expect("call-away").ToContainTextAsync("больше не в звонке");
        await consultant.Page.ReloadAsync();
        await consultant.Expect("call-away").ToContainTextAsync("больше не в звонке");
        await Gallery.TakeAsync(consultant, "desk-call-free");
        await consultant.TestId("call-take").ClickAsync();
        await consultant.SeeAndHearAsync(1);
        await patient.SeeAndHearAsync(1);
    });

    [Fact]
    public Task A_patient_whom_a_consultant_asks_for_a_call_is_on_camera_after_a_tap_only() => Clinic.VisitAsync(async clinic =>
    {
        var (consultant, patient) = await ChattingAsync(clinic);
        await Gallery.TakeAsync(consultant, "desk-chat");
        await consultant.TestId("invite-video").ClickAsync();
        await Assertions.Expect(consultant.TestId("call-state")).ToContainTextAsync("зовём на звонок. Ждём ответа…");
        await consultant.Expect("call-invite").ToBeHiddenAsync();
        await Gallery.TakeAsync(consultant, "desk-call-asking");

        await patient.Expect("call-away").ToContainTextAsync("Анна Ивановна просит перейти на видеосвязь и ждёт ответа.");
        await Assertions.Expect(patient.Page.Locator("notice-board")).ToContainTextAsync("просит перейти на видеосвязь");
        await Assertions.Expect(patient.TestId("local-video")).ToBeHiddenAsync();
        await Gallery.TakeAsync(patient, "call-asked");
        // Whatever else is said, the request stands.
        await consultant.SayAsync("Покажите, пожалуйста, горло");
        await patient.HearAsync("Покажите, пожалуйста, горло");
        await patient.Expect("call-away").ToContainTextAsync("Анна Ивановна просит перейти на видеосвязь и ждёт ответа.");
        await patient.TestId("call-take").ClickAsync();
        await patient.SeeAndHearAsync(1);
        await consultant.SeeAndHearAsync(1);
        await consultant.Expect("take-back").ToBeHiddenAsync();
    });

    [Fact]
    public Task A_patient_may_stay_in_the_chat_and_a_consultant_may_take_the_request_back() => Clinic.VisitAsync(async clinic =>
    {
        var (consultant, patient) = await ChattingAsync(clinic);
        await consultant.TestId("invite-audio").ClickAsync();
        await Gallery.TakeAsync(consultant, "desk-voice-asking");
        var (button, controls) = ((await consultant.TestId("take-back").BoundingBoxAsync())!, (await consultant.TestId("call-mute").BoundingBoxAsync())!);
        Assert.True(button.Y + button.Height <= controls.Y, "the way back to the chat stands above the controls");
        await patient.TestId("stay-in-chat").ClickAsync();
        await Assertions.Expect(consultant.Page.Locator("notice-board")).ToContainTextAsync("остаёмся в чате, без звонка");
        await consultant.Expect("call").ToBeHiddenAsync();
        await consultant.Expect("call-invite").ToBeVisibleAsync();

        await consultant.TestId("invite-video").ClickAsync();
        await patient.Expect("call-away").ToContainTextAsync("просит перейти на видеосвязь");
        await consultant.TestId("take-back").ClickAsync();
        await patient.Expect("call").ToBeHiddenAsync();
        await Assertions.Expect(patient.Page.Locator("notice-board")).Not.ToContainTextAsync("просит перейти");
        await consultant.Expect("call").ToBeHiddenAsync();
        await consultant.Expect("room").ToContainTextAsync("чат · первый разговор");
    });

    [Fact]
    public Task A_consultant_with_others_reads_why_no_call_can_be_asked_for_and_goes_on_in_the_chat() => Clinic.VisitAsync(async clinic =>
    {
        var (consultant, _) = await ChattingAsync(clinic);
        var second = await clinic.PatientAsync();
        await second.SignInAsync();
        await second.CallAsync("chat");
        await consultant.AnswerAsync();
        await second.SayAsync("Добрый день");
        await consultant.HearAsync("Добрый день");
        await consultant.Page.Locator("call-invite:not([hidden])").GetByTestId("invite-video").ClickAsync();

        await Assertions.Expect(consultant.Page.Locator("notice-board")).ToContainTextAsync("Сейчас перейти на звонок нельзя: специалист ведёт и другие обращения.");
        await Assertions.Expect(consultant.Page.Locator("call-stage:not([hidden])")).ToHaveCountAsync(0);
        await second.Expect("call").ToBeHiddenAsync();
        await consultant.SayAsync("Продолжим в чате");
        await second.HearAsync("Продолжим в чате");
    });

    [Fact]
    public Task A_doctor_calls_a_patient_who_writes() => Clinic.VisitAsync(async clinic =>
    {
        var (_, doctor, patient) = await clinic.ConsultingAsync("Температура");
        await Gallery.TakeAsync(doctor, "desk-doctor-chat");
        await doctor.TestId("invite-video").ClickAsync();
        await Gallery.TakeAsync(doctor, "desk-doctor-asking");

        await patient.TestId("call-take").ClickAsync();
        await doctor.SeeAndHearAsync(1);
        await patient.SeeAndHearAsync(1);
    });

    private static async Task<(Consultant Consultant, Patient Patient)> ChattingAsync(Clinic clinic)
    {
        var (patient, consultant) = await clinic.CallingAsync("chat");
        await patient.SayAsync("Здравствуйте");
        await consultant.HearAsync("Здравствуйте");
        return (consultant, patient);
    }
}
