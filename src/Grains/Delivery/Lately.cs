namespace Medzdrav.Grains;

/// <summary>The news of the last while, told again to whoever may have missed it.</summary>
internal sealed class Lately<T>(TimeSpan toldFor)
{
    private readonly Queue<(T News, DateTimeOffset At)> _news = [];

    public void Add(T news, DateTimeOffset now) => _news.Enqueue((news, now));

    /// <summary>The news that are still told, the oldest first.</summary>
    public T[] At(DateTimeOffset now)
    {
        while (_news.TryPeek(out var oldest) && oldest.At < now - toldFor)
            _news.Dequeue();
        return [.. _news.Select(told => told.News)];
    }
}
