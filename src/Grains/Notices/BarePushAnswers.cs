namespace Medzdrav.Grains;

/// <summary>The way to push services, whose addresses browsers name. It leads to the Internet only and follows no redirection; of an answer the status and the headers are read, whatever comes behind them.</summary>
internal sealed class BarePushAnswers : DelegatingHandler
{
    /// <param name="isLocal">Whether push services may lie at private addresses.</param>
    public BarePushAnswers(bool isLocal) : base(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        UseProxy = false,
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        ConnectCallback = isLocal ? ProviderLine.ConnectAsync : ProviderLine.ConnectFarAsync,
    })
    {
    }

    /// <inheritdoc />
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellation)
    {
        using var answer = await base.SendAsync(request, cancellation);
        var bare = new HttpResponseMessage(answer.StatusCode) { RequestMessage = request };
        bare.Headers.RetryAfter = answer.Headers.RetryAfter;
        return bare;
    }
}
