using System.Collections.Concurrent;

namespace Medzdrav.Tests.Load;

/// <summary>The figures that resting visitors share: who is connected, who was away how long, and what the doors answered.</summary>
internal sealed class Lobby(Uri url) : IDisposable
{
    private readonly SourceAddresses _sources = new();
    private readonly ConcurrentQueue<double> _away = new();
    private readonly ConcurrentDictionary<string, int> _answers = new();
    private long _since = TimeProvider.System.GetTimestamp();
    private int _connected;
    private int _lost;

    /// <summary>Where they come in.</summary>
    public Uri Url => url;

    /// <summary>Carries the next visitor's calls, and counts their answers.</summary>
    public HttpMessageHandler Next() => new AnswersCounted(this, _sources.Next);

    /// <summary>A visitor is connected.</summary>
    public void Connect() => Interlocked.Increment(ref _connected);

    /// <summary>A visitor hung up.</summary>
    public void HangUp() => Interlocked.Decrement(ref _connected);

    /// <summary>A connection was lost.</summary>
    public void Lose()
    {
        HangUp();
        Interlocked.Increment(ref _lost);
    }

    /// <summary>A visitor was away for a time, and is back.</summary>
    public void Return(TimeSpan away)
    {
        Connect();
        _away.Enqueue(away.TotalMilliseconds);
    }

    /// <summary>Counts an answer of a door.</summary>
    public void Answer(string how) => _answers.AddOrUpdate(how, 1, (_, times) => times + 1);

    /// <summary>Counting begins anew.</summary>
    public void Forget()
    {
        _away.Clear();
        _answers.Clear();
        Interlocked.Exchange(ref _lost, 0);
        Interlocked.Exchange(ref _since, TimeProvider.System.GetTimestamp());
    }

    /// <summary>All of it since counting began.</summary>
    public LobbyFigures Tell(string about)
    {
        var away = _away.Order().ToArray();
        return new(about, _connected, _lost, away.Length, away.Length == 0 ? 0 : away[^1], TimeProvider.System.GetElapsedTime(Interlocked.Read(ref _since)).TotalMilliseconds, _answers.OrderBy(answer => answer.Key, StringComparer.Ordinal).ToDictionary());
    }

    /// <inheritdoc />
    public void Dispose() => _sources.Dispose();

    /// <summary>Which door answered what: "/hub 101", "/api/visitors 200", or that nobody did.</summary>
    private sealed class AnswersCounted(Lobby lobby, HttpMessageHandler inner) : DelegatingHandler(inner)
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var door = request.RequestUri!.AbsolutePath;
            try
            {
                var answer = await base.SendAsync(request, cancellationToken);
                lobby.Answer($"{door} {(int)answer.StatusCode}");
                return answer;
            }
            catch (Exception silence) when (silence is HttpRequestException or OperationCanceledException)
            {
                lobby.Answer($"{door} no answer");
                throw;
            }
        }
    }
}

/// <summary>The visitors at rest, in figures.</summary>
/// <param name="About">The line that was asked.</param>
/// <param name="Connected">How many are connected now.</param>
/// <param name="Lost">How many connections were lost.</param>
/// <param name="Back">How many came back.</param>
/// <param name="LongestAwayMs">How long at most somebody was away who is back.</param>
/// <param name="AfterMs">Since counting began.</param>
/// <param name="Answers">The doors' answers, and how often each came.</param>
internal sealed record LobbyFigures(string About, int Connected, int Lost, int Back, double LongestAwayMs, double AfterMs, IReadOnlyDictionary<string, int> Answers);
