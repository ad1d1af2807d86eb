using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Medzdrav.Contracts;

namespace Medzdrav.Tests.Load;

/// <summary>Running hosts, over HTTP and web sockets, in Development for the sign-in codes.</summary>
internal sealed class GatewayPlatform(IReadOnlyList<Uri> hosts, bool isMessagePack, string password, Limits limits, IReadOnlyList<Colleague> staff, Stored? stored) : IPlatform
{
    private readonly SourceAddresses _sources = new();
    private readonly HttpClient _http = new(new SocketsHttpHandler { MaxConnectionsPerServer = 64, UseCookies = false });
    private int _turn;

    /// <inheritdoc />
    public string Name => string.Join(", ", hosts);

    /// <inheritdoc />
    public Limits Limits => limits;

    /// <inheritdoc />
    public IReadOnlyList<Colleague> Staff => staff;

    /// <inheritdoc />
    public Stored? Stored => stored;

    private Uri Next => hosts[(int)((uint)Interlocked.Increment(ref _turn) % hosts.Count)];

    /// <inheritdoc />
    public async Task<Credential> VisitAsync()
    {
        var tokens = await PostAsync("/api/visitors", new { client = "app" });
        return new Credential(ParticipantId.Patient, default, Token(tokens), null, null);
    }

    /// <inheritdoc />
    public async Task<Credential> SignInAsync(string phone)
    {
        var attempt = await PostAsync("/api/sign-in/codes", new { phone });
        var sent = await _http.GetFromJsonAsync<JsonArray>(new Uri(Next, $"/dev/sms?phone={Uri.EscapeDataString(phone)}"));
        var tokens = await PostAsync("/api/sign-in", new { attemptId = Text(attempt, "attemptId"), code = Text(sent![0]!, "code"), client = "app" });
        var me = await MeAsync(Token(tokens));
        var person = Text(me["patients"]!.AsArray()[0]!, "patientId");
        return new Credential(ParticipantId.Patient, default, Token(tokens), new PatientId(person), null);
    }

    /// <inheritdoc />
    public async Task<Credential> SignInAsync(Colleague colleague)
    {
        var token = await StaffTokenAsync(colleague.Login);
        var id = new StaffId(Text((await MeAsync(token))["staff"]!, "staffId"));
        return new Credential(ParticipantId.Of(id), default, token, null, colleague.Queue);
    }

    /// <inheritdoc />
    public Task<ILine> ConnectAsync(Credential credential, IListener listener) => GatewayLine.ConnectAsync(Next, isMessagePack, _sources, credential, listener);

    /// <summary>Insures people by the insurer's file, as an administrator.</summary>
    public async Task InsureAsync(string administrator, string file)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(Next, "/api/policies/import")) { Content = new StringContent(file, Encoding.UTF8, "text/csv") };
        request.Headers.Authorization = new("Bearer", await StaffTokenAsync(administrator));
        using var answer = await _http.SendAsync(request);
        answer.EnsureSuccessStatusCode();
    }

    /// <inheritdoc />
    public ValueTask DisposeAsync()
    {
        _http.Dispose();
        _sources.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task<string> StaffTokenAsync(string login) => Token(await PostAsync("/api/staff/sign-in", new { login, password, client = "app" }));

    private async Task<JsonNode> MeAsync(string token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(Next, "/api/me")) { Headers = { Authorization = new("Bearer", token) } };
        using var answer = await _http.SendAsync(request);
        return (await answer.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonNode>())!;
    }

    private async Task<JsonNode> PostAsync(string path, object body)
    {
        using var answer = await _http.PostAsJsonAsync(new Uri(Next, path), body);
        if (!answer.IsSuccessStatusCode)
            throw new InvalidOperationException($"{path}: {(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
        return (await answer.Content.ReadFromJsonAsync<JsonNode>())!;
    }

    private static string Token(JsonNode tokens) => Text(tokens, "accessToken");

    private static string Text(JsonNode node, string name) => node[name]!.GetValue<string>();
}
