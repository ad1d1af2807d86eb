using System.Net.Http.Json;
using System.Text;
using Medzdrav.Client;
using Medzdrav.Contracts;

namespace Medzdrav.Tests.Load;

/// <summary>Running hosts, over HTTP and web sockets, in Development for the sign-in codes.</summary>
internal sealed class GatewayPlatform(IReadOnlyList<Uri> hosts, bool isMessagePack, string password, Limits limits, IReadOnlyList<Colleague> staff, Stored? stored) : IPlatform
{
    private readonly SourceAddresses _sources = new();
    private readonly SocketsHttpHandler _handler = new() { MaxConnectionsPerServer = 64, UseCookies = false };
    private int _turn;

    /// <inheritdoc />
    public string Name => string.Join(", ", hosts);

    /// <inheritdoc />
    public Limits Limits => limits;

    /// <inheritdoc />
    public IReadOnlyList<Colleague> Staff => staff;

    /// <inheritdoc />
    public Stored? Stored => stored;

    /// <inheritdoc />
    public IMedcards Medcards => field ??= new GatewayMedcards(() => Next, _handler);

    private Uri Next => hosts[(int)((uint)Interlocked.Increment(ref _turn) % hosts.Count)];

    /// <inheritdoc />
    public async Task<Credential> VisitAsync()
    {
        var tokens = new MemoryTokenStore();
        await using var client = At(tokens);
        await client.SignIn.VisitAsync().OrThrow();
        return new Credential(ParticipantId.Patient, default, await TokenAsync(tokens), null, null);
    }

    /// <inheritdoc />
    public async Task<Credential> SignInAsync(string phone)
    {
        var tokens = new MemoryTokenStore();
        await using var client = At(tokens);
        var attempt = await client.SignIn.SendCodeAsync(phone).OrThrow();
        await client.SignIn.ConfirmCodeAsync(attempt.AttemptId, await CodeAsync(phone)).OrThrow();
        var me = await client.Records.MeAsync().OrThrow();
        return new Credential(ParticipantId.Patient, default, await TokenAsync(tokens), me.Patients[0].PatientId, null);
    }

    /// <inheritdoc />
    public async Task<Credential> SignInAsync(Colleague colleague)
    {
        var tokens = new MemoryTokenStore();
        await using var client = At(tokens);
        await client.SignIn.StaffAsync(colleague.Login, password).OrThrow();
        var me = await client.Records.MeAsync().OrThrow();
        return new Credential(ParticipantId.Of(me.Staff!.StaffId), default, await TokenAsync(tokens), null, colleague.Queue);
    }

    /// <inheritdoc />
    public Task<ILine> ConnectAsync(Credential credential, IListener listener)
    {
        var options = new ClientOptions
        {
            Address = Next,
            Encoding = isMessagePack ? WireEncoding.MessagePack : WireEncoding.Json,
            Handler = _sources.Next,
            Tokens = new MemoryTokenStore(new TokenPair(credential.Token, "", default)),
        };
        return GatewayLine.ConnectAsync(options, credential, listener);
    }

    /// <summary>Insures people by the insurer's file, as an administrator.</summary>
    public async Task InsureAsync(string administrator, string file)
    {
        await using var client = At(new MemoryTokenStore());
        await client.SignIn.StaffAsync(administrator, password).OrThrow();
        using var csv = new MemoryStream(Encoding.UTF8.GetBytes(file));
        await client.Records.ImportPoliciesAsync(csv).OrThrow();
    }

    /// <inheritdoc />
    public ValueTask DisposeAsync()
    {
        _handler.Dispose();
        _sources.Dispose();
        return ValueTask.CompletedTask;
    }

    private MedzdravClient At(MemoryTokenStore tokens) => new(new ClientOptions { Address = Next, Handler = _handler, Tokens = tokens });

    private static async Task<string> TokenAsync(MemoryTokenStore tokens) => (await tokens.ReadAsync(CancellationToken.None))!.AccessToken;

    private async Task<string> CodeAsync(string phone)
    {
        using var http = new HttpClient(_handler, disposeHandler: false);
        var sent = await http.GetFromJsonAsync<OutboxSms[]>(new Uri(Next, $"/dev/sms?phone={Uri.EscapeDataString(phone)}"), WireJson.Options);
        return sent!.First(sms => sms.Code is not null).Code!;
    }
}
