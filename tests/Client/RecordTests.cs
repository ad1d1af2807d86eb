using System.Net;
using Medzdrav.Contracts;

namespace Medzdrav.Tests.Client;

/// <summary>A conclusion in its forms and editions, over HTTP.</summary>
public sealed class RecordTests : IAsyncDisposable
{
    private static readonly byte[] File = [0x25, 0x50, 0x44, 0x46, 0, 0xFF];
    private readonly ConclusionId conclusion = new("c1");
    private readonly List<string> asked = [];
    private readonly Given given;
    private Func<HttpResponseMessage> answer = () => new HttpResponseMessage { Content = new ByteArrayContent(File) { Headers = { ContentType = new("application/pdf") } } };

    public RecordTests() => given = new Given(http: new FakeHttp(request =>
    {
        asked.Add($"{request.RequestUri!.PathAndQuery} {request.Headers.Accept} {request.Headers.Authorization?.Parameter}");
        return Task.FromResult(answer());
    }));

    [Fact]
    public async Task A_conclusion_is_asked_for_in_each_form_and_edition()
    {
        Assert.Equal(File, (await given.Client.Records.ConclusionPdfAsync(conclusion)).Value);
        Assert.Equal(File, (await given.Client.Records.ConclusionPdfAsync(conclusion, 2)).Value);
        Assert.Equal(File, (await given.Client.Records.ConclusionBundleAsync(conclusion)).Value);
        Assert.Equal(File, (await given.Client.Records.ConclusionBundleAsync(conclusion, edition: 1)).Value);
        answer = () => FakeHttp.Problem(Refusal.NotFound, HttpStatusCode.NotFound);
        await given.Client.Records.ConclusionAsync(conclusion);
        await given.Client.Records.ConclusionAsync(conclusion, 3);

        Assert.Equal(
            [
                "/api/conclusions/c1.pdf */* access", "/api/conclusions/c1.pdf?edition=2 */* access",
                "/api/conclusions/c1.fhir.json */* access", "/api/conclusions/c1.fhir.json?edition=1 */* access",
                "/api/conclusions/c1 application/json access", "/api/conclusions/c1?edition=3 application/json access",
            ],
            asked);
    }

    [Fact]
    public async Task A_refused_file_is_a_refusal_and_no_bytes()
    {
        answer = () => FakeHttp.Problem(Refusal.NotSigned, HttpStatusCode.Conflict);

        var reply = await given.Client.Records.ConclusionPdfAsync(conclusion);

        Assert.Equal((null, "notSigned"), (reply.Value, reply.Refusal?.Code));
    }

    public ValueTask DisposeAsync() => given.DisposeAsync();
}
