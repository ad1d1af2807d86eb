using System.Text.Json;
using Medzdrav.Contracts;

namespace Medzdrav.Grains;

/// <summary>Keys of the queue grains.</summary>
public static class Queues
{
    /// <summary>The grain key of a queue: its name in camelCase.</summary>
    public static string KeyOf(QueueKind queue) => JsonNamingPolicy.CamelCase.ConvertName(queue.ToString());

    /// <summary>The queue of a grain key.</summary>
    public static QueueKind Of(string key) => Enum.Parse<QueueKind>(key, ignoreCase: true);
}
