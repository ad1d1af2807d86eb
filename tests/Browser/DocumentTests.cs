using System.Text;
using Microsoft.Playwright;

namespace Medzdrav.Tests.Browser;

/// <summary>Documents of a Medcard: added, shown, asked for, seen by the doctor (S3.8).</summary>
[Collection(Clinic.SharedBeside)]
public sealed class DocumentTests
{
    [Fact]
    public Task A_photo_from_the_chat_stands_beside_the_doctors_call_and_in_the_Medcard() => Clinic.VisitAsync(async clinic =>
    {
        var doctor = await clinic.TherapistAsync();
        await doctor.GoOnDutyAsync();
        var (patient, consultant) = await clinic.CallingAsync("chat");
        await patient.Expect("chat-clip").ToBeHiddenAsync();

        await consultant.TestId("documents-ask").ClickAsync();
        await consultant.TestId("documents-text").FillAsync("Снимок горла при дневном свете");
        await consultant.TestId("documents-yes").ClickAsync();
        await patient.Expect("documents-asked").ToContainTextAsync("Снимок горла при дневном свете");
        await Assertions.Expect(patient.Page.GetByText("Отправить их можно, когда вы подтвердите согласие.")).ToBeVisibleAsync();
        await patient.Expect("documents-send").ToBeHiddenAsync();
        await consultant.SendConsentAsync();
        await patient.ConfirmConsentAsync();
        await patient.Expect("documents-send").ToBeVisibleAsync();
        await Assertions.Expect(patient.Page.GetByText("Отправить их можно, когда вы подтвердите согласие.")).ToBeHiddenAsync();
        await Gallery.TakeAsync(patient, "documents-asked");
        await consultant.Expect("documents-awaited").ToBeVisibleAsync();
        await consultant.TestId("documents-waive").ClickAsync();
        await consultant.TestId("documents-yes").ClickAsync();
        await consultant.Expect("dialog-error").ToContainTextAsync("Укажите причину");
        await Gallery.TakeAsync(consultant, "documents-waive-empty");
        await consultant.Page.Keyboard.PressAsync("Escape");
        await consultant.TestId("transfer-therapist").ClickAsync();
        await consultant.Expect("transfer-without").ToBeVisibleAsync();
        await Gallery.TakeAsync(consultant, "documents-gate");
        await consultant.TestId("confirm-no").ClickAsync();
        await Gallery.TakeAsync(consultant, "documents-awaited");

        await patient.TestId("chat-files").SetInputFilesAsync(await Drawing.OnAsync(patient.Page, 800, 600, "горло.png"));
        await Assertions.Expect(patient.TestId("message").GetByTestId("document-open")).ToBeVisibleAsync();
        await patient.Expect("documents-asked").ToBeHiddenAsync();
        await consultant.Expect("documents-awaited").ToHaveCountAsync(0);
        // The picture is a line of its own, and no other says that it came.
        await Assertions.Expect(patient.TestId("chat-log")).Not.ToContainTextAsync("Добавлен документ");
        await Assertions.Expect(consultant.TestId("chat-log")).Not.ToContainTextAsync("Добавлен документ");
        await Gallery.TakeAsync(patient, "documents-chat");

        await consultant.TransferToTherapistAsync("Горло");
        await doctor.AnswerAsync();
        var beside = doctor.TestId("desk-documents").GetByTestId("document-open");
        await Assertions.Expect(beside).ToHaveCountAsync(1);
        await patient.TestId("chat-files").SetInputFilesAsync([await Drawing.OnAsync(patient.Page, 300, 900, "image.png"), Pdf("анализ.pdf")]);
        await Assertions.Expect(beside).ToHaveCountAsync(3);
        await Gallery.TakeAsync(doctor, "documents-desk");

        await doctor.TestId("desk-documents").Locator("button.document-tile").First.ClickAsync();
        await ShownAsync(doctor.TestId("viewer-image"));
        await doctor.TestId("viewer-turn").ClickAsync();
        await doctor.TestId("viewer-larger").ClickAsync();
        await Gallery.TakeAsync(doctor, "documents-viewer");
        var before = await doctor.TestId("viewer-name").TextContentAsync();
        await doctor.TestId("viewer-next").ClickAsync();
        await Assertions.Expect(doctor.TestId("viewer-name")).Not.ToHaveTextAsync(before!);
        await ShownAsync(doctor.TestId("viewer-image"));
        await Gallery.TakeAsync(doctor, "documents-viewer-next");
        await doctor.TestId("viewer-close").ClickAsync();
        await doctor.Expect("viewer").ToHaveCountAsync(0);

        await patient.Page.GotoAsync("/medcards");
        await patient.Expect("document").ToHaveCountAsync(3);
        await Assertions.Expect(patient.TestId("documents")).ToContainTextAsync("1 страница");
        await Gallery.TakeAsync(patient, "medcards-documents");
    });

    [Fact]
    public Task Documents_of_a_Medcard_are_added_renamed_and_removed_and_others_are_refused_in_words() => Clinic.VisitAsync(async clinic =>
    {
        var (patient, consultant) = await clinic.CallingAsync("chat");
        await consultant.SendConsentAsync();
        await patient.ConfirmConsentAsync();
        await patient.Page.GotoAsync("/medcards");
        var card = patient.TestId("documents").First;
        await Assertions.Expect(card).ToContainTextAsync("Документов пока нет");

        await card.GetByTestId("documents-files").SetInputFilesAsync([
            await Drawing.OnAsync(patient.Page, 640, 480, "image.png"),
            new FilePayload { Name = "рисунок.jpg", MimeType = "image/jpeg", Buffer = Encoding.UTF8.GetBytes("<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>") },
            new FilePayload { Name = "пустой.pdf", MimeType = "application/pdf", Buffer = [] },
        ]);
        await Assertions.Expect(card.GetByTestId("document")).ToHaveCountAsync(1);
        await Assertions.Expect(card.GetByTestId("sending-file")).ToHaveCountAsync(2);
        await Assertions.Expect(card.GetByTestId("sending-file").First).ToContainTextAsync("Этот файл не подходит");
        await Gallery.TakeAsync(patient, "medcards-refused");
        await Assertions.Expect(card.GetByTestId("sending-again").First).ToBeHiddenAsync();
        await card.GetByTestId("sending-remove-all").ClickAsync();
        await Assertions.Expect(card.GetByTestId("sending-file")).ToHaveCountAsync(0);

        await card.GetByTestId("document-rename").ClickAsync();
        await patient.TestId("document-new-name").FillAsync("Горло <29 ноября>");
        await patient.TestId("document-save-name").ClickAsync();
        await Assertions.Expect(card.GetByTestId("document-name")).ToHaveTextAsync("Горло <29 ноября>");
        await card.GetByTestId("document-open").ClickAsync();
        await ShownAsync(patient.TestId("viewer-image"));
        await patient.Page.Keyboard.PressAsync("Escape");
        await card.GetByTestId("document-remove").ClickAsync();
        await patient.TestId("confirm-yes").ClickAsync();
        await Assertions.Expect(card.GetByTestId("document")).ToHaveCountAsync(0);
    });

    private static Task ShownAsync(ILocator image) => Assertions.Expect(image).Not.ToHaveJSPropertyAsync("naturalWidth", 0);

    private static FilePayload Pdf(string name)
    {
        string[] objects = ["<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [3 0 R] /Count 1 >>", "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] >>"];
        var pdf = new StringBuilder("%PDF-1.4\n");
        var places = new List<int>();
        foreach (var (one, i) in objects.Select((one, i) => (one, i)))
        {
            places.Add(pdf.Length);
            pdf.Append(System.Globalization.CultureInfo.InvariantCulture, $"{i + 1} 0 obj\n{one}\nendobj\n");
        }
        var table = pdf.Length;
        pdf.Append("xref\n0 4\n0000000000 65535 f \n");
        foreach (var place in places)
            pdf.Append(System.Globalization.CultureInfo.InvariantCulture, $"{place:0000000000} 00000 n \n");
        pdf.Append(System.Globalization.CultureInfo.InvariantCulture, $"trailer\n<< /Size 4 /Root 1 0 R >>\nstartxref\n{table}\n%%EOF\n");
        return new FilePayload { Name = name, MimeType = "application/pdf", Buffer = Encoding.ASCII.GetBytes(pdf.ToString()) };
    }
}
