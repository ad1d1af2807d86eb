using Medzdrav.Contracts;
using Medzdrav.Grains;
using Microsoft.Extensions.DependencyInjection;

namespace Medzdrav.Tests.Grains;

/// <summary>Uploads over lost answers, dead silos and the time that they have.</summary>
public sealed class UploadTests : IAsyncLifetime
{
    private static readonly byte[] Photo = [0xFF, 0xD8, 0xFF, 0xDA, 0, 2, 1, 2, 3, 4, 5, 0xFF, 0xD9];
    private readonly Clinic clinic = new();

    private IUploads Uploads => Silo.GetRequiredService<IUploads>();

    private IServiceProvider Silo => clinic.Cluster.GetSiloServiceProvider();

    public ValueTask InitializeAsync() => clinic.InitializeAsync();

    public ValueTask DisposeAsync() => clinic.DisposeAsync();

    [Fact]
    public async Task A_file_that_was_whole_when_its_silo_died_becomes_a_document_by_the_sweep()
    {
        var (anna, upload) = await BegunAsync();
        var part = new UploadPart(0, Photo.Length, $"uploads/{upload}/0-a", UploadRules.DigestOf(Photo));
        await Silo.GetRequiredService<IFiles>().WriteAsync(part.File, Photo);
        await Uploads.AddPartAsync(upload, part, clinic.Clock.GetUtcNow().AddMinutes(1));

        await clinic.Until(() => Uploads.FindAsync(upload).GetAwaiter().GetResult()?.Document is not null, "the sweep finishes it");

        Assert.Single((await DocumentsOf(anna).List(anna.Patient)).Value!.Documents);
        Assert.Null(await Silo.GetRequiredService<IFiles>().ReadAsync(part.File, 0, 10));
    }

    [Fact]
    public async Task An_upload_that_nobody_finished_is_forgotten_with_its_parts()
    {
        var (anna, upload) = await BegunAsync();
        var grain = clinic.Grains.GrainOf<IUploadGrain>(upload);
        Assert.Equal(5, (await grain.Append(anna.Account, 0, Photo[..5])).Value!.Offset);
        var file = (await Uploads.FindAsync(upload))!.Parts[0].File;

        clinic.Clock.Advance(TimeSpan.FromHours(25));

        Assert.Equal(Refusal.NotFound, (await grain.View(anna.Account)).Refusal);
        Assert.Null(await grain.Wake());
        Assert.Null(await Uploads.FindAsync(upload));
        Assert.Null(await Silo.GetRequiredService<IFiles>().ReadAsync(file, 0, 10));
    }

    [Fact]
    public async Task A_part_whose_answer_was_lost_comes_again_and_is_in_the_file_once()
    {
        var (anna, upload) = await BegunAsync();
        var grain = clinic.Grains.GrainOf<IUploadGrain>(upload);

        foreach (var (from, to) in new[] { (0, 5), (0, 5), (5, Photo.Length), (5, Photo.Length) })
            Assert.Equal(to, (await grain.Append(anna.Account, from, Photo[from..to])).Value!.Offset);
        Assert.Equal(Refusal.OffsetDiffers, (await grain.Append(anna.Account, 0, Photo[..4])).Refusal);

        var view = await OverAsync(grain, anna);
        var opened = (await DocumentsOf(anna).Open(view.DocumentId!.Value, DocumentForm.Original)).Value!;
        Assert.Equal(Photo, await clinic.Grains.GetGrain<IFilesGrain>(0).Read(opened.File, 0, 100));
        Assert.Equal(1, clinic.DocumentReader.Opened);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task A_file_whose_reading_was_stopped_is_read_again(int ends)
    {
        var (anna, upload) = await BegunAsync();
        clinic.DocumentReader.Ends = ends;
        var grain = clinic.Grains.GrainOf<IUploadGrain>(upload);
        await grain.Append(anna.Account, 0, Photo);

        await clinic.Until(() => Uploads.FindAsync(upload).GetAwaiter().GetResult()!.IsOver, "the sweep has it read again");

        Assert.NotNull((await OverAsync(grain, anna)).DocumentId);
        Assert.Equal(ends + 1, clinic.DocumentReader.Opened);
    }

    [Fact]
    public async Task A_file_that_ends_each_reading_is_refused_after_the_third()
    {
        var (anna, upload) = await BegunAsync();
        clinic.DocumentReader.Ends = 10;
        await clinic.Grains.GrainOf<IUploadGrain>(upload).Append(anna.Account, 0, Photo);

        await clinic.Until(() => Uploads.FindAsync(upload).GetAwaiter().GetResult()!.IsOver, "it is given up");

        Assert.Equal(DocumentRules.TooHeavy, (await Uploads.FindAsync(upload))!.Refusal);
        Assert.Equal(3, clinic.DocumentReader.Opened);
    }

    [Fact]
    public async Task A_silo_holds_two_whole_files_at_once_and_the_others_wait_their_turn()
    {
        var (opened, people) = (new TaskCompletionSource(), new List<(IUploadGrain Upload, Insured Person)>());
        clinic.DocumentReader.Pause = opened.Task;
        for (var i = 0; i < 6; i++)
        {
            var (person, upload) = await BegunAsync();
            people.Add((clinic.Grains.GrainOf<IUploadGrain>(upload), person));
            await people[i].Upload.Append(person.Account, 0, Photo);
        }
        await clinic.Until(() => clinic.DocumentReader.Open >= 2, "two are open");
        foreach (var (upload, person) in people)
            Assert.False((await upload.View(person.Account)).Value!.IsOver);

        Assert.Equal((2, 2), (clinic.DocumentReader.Open, clinic.DocumentReader.Opened));
        opened.SetResult();
        foreach (var (upload, person) in people)
            Assert.NotNull((await OverAsync(upload, person)).DocumentId);
        Assert.Equal(6, clinic.DocumentReader.Opened);
    }

    [Fact]
    public async Task An_upload_that_waits_for_its_turn_is_given_up_at_once()
    {
        var (anna, first) = await BegunAsync();
        var second = (await DocumentsOf(anna).BeginUpload(new UploadOrder(anna.Patient, "ухо.jpg", Photo.Length))).Value!.UploadId;
        var opened = new TaskCompletionSource();
        clinic.DocumentReader.Pause = opened.Task;
        foreach (var upload in new[] { first, second })
            await clinic.Grains.GrainOf<IUploadGrain>(upload).Append(anna.Account, 0, Photo);
        await clinic.Soon(() => clinic.DocumentReader.Open == 1, "the first is open");

        await clinic.Grains.GrainOf<IUploadGrain>(second).End(anna.Account);

        Assert.Null(await Uploads.FindAsync(second));
        opened.SetResult();
        Assert.NotNull((await OverAsync(clinic.Grains.GrainOf<IUploadGrain>(first), anna)).DocumentId);
        Assert.Equal(1, clinic.DocumentReader.Opened);
    }

    [Fact]
    public async Task A_consent_withdrawn_meanwhile_leaves_no_document()
    {
        var (anna, upload) = await BegunAsync();
        await clinic.Records.WithdrawConsentAsync(RecordCommand.Of(Caller.Of(anna.Account), CommandId.New(), "Withdraw", clinic.Clock.GetUtcNow()), anna.Patient);
        var grain = clinic.Grains.GrainOf<IUploadGrain>(upload);
        await grain.Append(anna.Account, 0, Photo);

        Assert.Equal(Refusal.ConsentRequired, (await OverAsync(grain, anna)).Refusal);
        Assert.Empty((await DocumentsOf(anna).List(anna.Patient)).Value!.Documents);
    }

    [Fact]
    public async Task A_consent_to_a_former_text_takes_no_document()
    {
        var anna = clinic.Person(consent: "2026-10");

        Assert.Equal(Refusal.ConsentRequired, (await DocumentsOf(anna).BeginUpload(new UploadOrder(anna.Patient, "горло.jpg", Photo.Length))).Refusal);
        var list = (await DocumentsOf(anna).List(anna.Patient)).Value!;
        Assert.Equal((0, 0), (list.RoomBytes, list.MaxBytes));
    }

    private async Task<(Insured Anna, string Upload)> BegunAsync()
    {
        var anna = clinic.Person();
        return (anna, (await DocumentsOf(anna).BeginUpload(new UploadOrder(anna.Patient, "горло.jpg", Photo.Length))).Value!.UploadId);
    }

    private IDocumentsGrain DocumentsOf(Insured anna) => clinic.Grains.GrainOf<IDocumentsGrain>(anna.Account.Value);

    private static async Task<UploadView> OverAsync(IUploadGrain grain, Insured anna)
    {
        UploadView view;
        while (!(view = (await grain.View(anna.Account)).Value!).IsOver)
            await Task.Yield();
        return view;
    }
}
