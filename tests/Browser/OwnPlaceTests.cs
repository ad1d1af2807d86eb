using Microsoft.Playwright;

namespace Medzdrav.Tests.Browser;

/// <summary>The screen as its person arranged it: the desk's columns, and one's own picture in a call.</summary>
[Collection(Clinic.SharedBeside)]
public sealed class OwnPlaceTests
{
    [Fact]
    public Task A_desk_remembers_how_wide_its_columns_are() => Clinic.VisitAsync(async clinic =>
    {
        var doctor = await clinic.TherapistAsync(3);
        var splitter = doctor.TestId("splitter-side");
        await Assertions.Expect(splitter).ToHaveAttributeAsync("role", "separator");
        var before = await WidthAsync();
        await splitter.FocusAsync();
        await splitter.PressAsync("ArrowLeft");
        await splitter.PressAsync("ArrowLeft");
        Assert.Equal(before - 32, await WidthAsync());
        await Assertions.Expect(splitter).ToHaveAttributeAsync("aria-valuenow", $"{before - 32}");

        var box = (await splitter.BoundingBoxAsync())!;
        await doctor.Page.Mouse.MoveAsync(box.X + box.Width / 2, 400);
        await doctor.Page.Mouse.DownAsync();
        await doctor.Page.Mouse.MoveAsync(box.X + box.Width / 2 + 100, 420);
        await doctor.Page.Mouse.UpAsync();
        Assert.Equal(before + 68, await WidthAsync());
        await Gallery.TakeAsync(doctor, "desk-doctor-wide");
        await doctor.Page.ReloadAsync();
        await Assertions.Expect(splitter).ToHaveAttributeAsync("aria-valuenow", $"{before + 68}");
        Assert.Equal(before + 68, await WidthAsync());

        await splitter.PressAsync("Home");
        Assert.Equal(220, await WidthAsync());
        await splitter.PressAsync("Enter");
        Assert.Equal(before, await WidthAsync());
        await doctor.Page.SetViewportSizeAsync(390, 844);
        await Assertions.Expect(splitter).ToBeHiddenAsync();

        Task<int> WidthAsync() => doctor.Page.EvaluateAsync<int>("() => Math.round(document.querySelector('.desk-side').getBoundingClientRect().width)");
    });

    [Fact]
    public Task The_own_picture_of_a_call_goes_to_any_corner_and_stays_there() => Clinic.VisitAsync(async clinic =>
    {
        var consultant = await clinic.ConsultantAsync();
        await consultant.GoOnDutyAsync();
        var patient = await clinic.PatientAsync();
        await patient.VisitAsync("video");
        await consultant.AnswerAsync();
        await patient.SeeAndHearAsync(1);
        var own = patient.TestId("local-video");
        await ExpectCornerAsync("bottom-end");

        var box = (await own.BoundingBoxAsync())!;
        await patient.Page.Mouse.MoveAsync(box.X + 20, box.Y + 20);
        await patient.Page.Mouse.DownAsync();
        await patient.Page.Mouse.MoveAsync(box.X - 100, box.Y - 300);
        await patient.Page.Mouse.MoveAsync(40, 150);
        await patient.Page.Mouse.UpAsync();
        await ExpectCornerAsync("top-start");
        await Gallery.TakeAsync(patient, "call-own-top");
        await patient.Page.ReloadAsync();
        await patient.SeeAndHearAsync(1);
        await ExpectCornerAsync("top-start");

        // By a button, for those who don't drag.
        foreach (var corner in new[] { "bottom-start", "bottom-end", "top-end" })
        {
            await patient.TestId("call-settings").ClickAsync();
            await patient.Page.WaitForFunctionAsync("() => document.querySelector('[data-testid=call-preview]').videoWidth > 0");
            if (corner == "bottom-start")
                await Gallery.TakeAsync(patient, "call-settings-video");
            await patient.TestId("call-corner").ClickAsync();
            // Closed, the dialog neither shows nor hears.
            await patient.Page.WaitForFunctionAsync("() => document.querySelector('[data-testid=call-preview]').srcObject === null");
            await ExpectCornerAsync(corner);
        }

        async Task ExpectCornerAsync(string corner)
        {
            await Assertions.Expect(patient.TestId("call")).ToHaveAttributeAsync("data-corner", corner);
            // Wherever it stands, it covers none of the controls and lies on the screen.
            Assert.Equal("", await patient.Page.EvaluateAsync<string>("""
                () => {
                  const own = document.querySelector('[data-testid=local-video]').getBoundingClientRect();
                  const covers = (one) => { const at = one.getBoundingClientRect(); return at.width > 0 && at.left < own.right && at.right > own.left && at.top < own.bottom && at.bottom > own.top; };
                  const covered = [...document.querySelectorAll('.call-controls > button, .session-head, .session-body > .note:not([hidden]), .call-quality:not([hidden])')].filter(covers).map((one) => one.className);
                  if (own.left < 0 || own.top < 0 || own.right > innerWidth || own.bottom > innerHeight) covered.push('outside');
                  return covered.join(' ');
                }
                """));
        }
    });
}
