namespace Medzdrav.Tests.Browser;

/// <summary>The page of somebody who waits for a specialist with the camera on.</summary>
[Collection(Clinic.SharedApart)]
public sealed class WaitingCallTests
{
    private static readonly (int Width, int Height)[] Sizes = [(390, 844), (768, 1024), (844, 390), (1280, 800)];

    /// <summary>The names among these of parts that are not to be seen, though the page has been scrolled to them: hidden, or with something over them.</summary>
    private const string Buried =
        """
        (names) => names.filter((name) => {
          const one = document.querySelector(name);
          if (!one?.checkVisibility({ visibilityProperty: true })) return true;
          one.scrollIntoView({ block: "nearest" });
          const { left, right, top, bottom } = one.getBoundingClientRect();
          return !one.contains(document.elementFromPoint((left + right) / 2, (top + bottom) / 2));
        })
        """;

    [Fact]
    public Task Between_two_talks_the_words_stand_above_the_own_picture() => Clinic.VisitAsync(async clinic =>
    {
        var therapist = await clinic.TherapistAsync();
        await therapist.GoOnDutyAsync();
        var (patient, consultant) = await clinic.RingingAsync();
        await consultant.AnswerAsync();
        await patient.SeeAndHearAsync(1);
        await consultant.SendConsentAsync();
        await patient.ConfirmConsentAsync();
        await consultant.TransferToTherapistAsync("Кашель неделю");
        await patient.ExpectStageAsync("waiting");
        await patient.Expect("local-video").ToBeVisibleAsync();
        await patient.Expect("leave").ToHaveTextAsync("Отменить вызов");
        await patient.Expect("hang-up").ToBeHiddenAsync();
        await ExpectInSightAsync(patient, ".ring-text", "queue-place h2", "[data-testid=leave]");
        await Gallery.TakeAsync(patient, "call-waiting-again");

        await therapist.GoOffDutyAsync();
        await patient.Expect("nobody").ToContainTextAsync("Сейчас нет дежурного терапевта", new() { Timeout = 30_000 });
        await ExpectInSightAsync(patient, "[data-testid=nobody] a", "[data-testid=callback-send]", ".ring-text", "[data-testid=leave]");
        await Gallery.TakeAsync(patient, "call-waiting-nobody");

        await therapist.GoOnDutyAsync();
        await therapist.AnswerAsync();
        await therapist.EndAsync();
        await patient.Expect("finish").ToBeVisibleAsync();
        await ExpectInSightAsync(patient, "queue-place h2", "[data-testid=finish]", "[data-testid=leave]");
        await Gallery.TakeAsync(patient, "call-waiting-returned");
    });

    [Fact]
    public Task With_nobody_on_duty_the_number_and_the_call_back_come_before_the_picture() => Clinic.VisitAsync(async clinic =>
    {
        var patient = await clinic.PatientAsync();
        await patient.VisitAsync("video");
        await patient.Expect("nobody").ToBeVisibleAsync();
        await patient.Expect("local-video").ToBeVisibleAsync();
        await Gallery.TakeAsync(patient, "waiting-nobody-video");
        var tops = await patient.Page.EvaluateAsync<double[]>("() => ['[data-testid=nobody]', '[data-testid=callback-send]', '.ring', '[data-testid=local-video]'].map((name) => document.querySelector(name).getBoundingClientRect().top)");
        Assert.Equal(tops.Order(), tops);
    });

    private static async Task ExpectInSightAsync(Patient patient, params string[] names)
    {
        var before = patient.Page.ViewportSize!;
        foreach (var (width, height) in Sizes)
        {
            await patient.Page.SetViewportSizeAsync(width, height);
            var buried = await patient.Page.EvaluateAsync<string[]>(Buried, names);
            Assert.True(buried.Length == 0, $"{width}×{height}: {string.Join(", ", buried)}");
        }
        await patient.Page.SetViewportSizeAsync(before.Width, before.Height);
    }
}
