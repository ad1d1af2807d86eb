using System.Text;

namespace Medzdrav.Tests.Gateway;

/// <summary>A span as it was exported.</summary>
internal sealed record Span(string Trace, string Name)
{
    // Field numbers of opentelemetry/proto: request → resource spans → scope spans → span → trace id, name.
    private const int ResourceSpans = 1, ScopeSpans = 2, Spans = 2, TraceId = 1, SpanName = 5;

    /// <summary>All spans of an exported body.</summary>
    public static IEnumerable<Span> In(byte[] body) =>
        from resource in Fields(body, ResourceSpans)
        from scope in Fields(resource, ScopeSpans)
        from span in Fields(scope, Spans)
        select new Span(Convert.ToHexString(Fields(span, TraceId).Single()), Encoding.UTF8.GetString(Fields(span, SpanName).Single()));

    /// <summary>Values of one length-delimited field of a protobuf message.</summary>
    private static List<byte[]> Fields(byte[] message, int wanted)
    {
        List<byte[]> found = [];
        for (var at = 0; at < message.Length;)
        {
            var tag = Number(message, ref at);
            switch (tag & 7)
            {
                case 0:
                    Number(message, ref at);
                    break;
                case 1:
                    at += sizeof(ulong);
                    break;
                case 2:
                    var length = (int)Number(message, ref at);
                    if ((int)(tag >> 3) == wanted)
                        found.Add(message[at..(at + length)]);
                    at += length;
                    break;
                case 5:
                    at += sizeof(uint);
                    break;
                default:
                    throw new InvalidDataException($"Wire type {tag & 7} at {at}");
            }
        }
        return found;
    }

    private static ulong Number(byte[] message, ref int at)
    {
        var value = 0UL;
        for (var shift = 0; ; shift += 7)
        {
            var part = message[at++];
            value |= (ulong)(part & 0x7f) << shift;
            if (part < 0x80)
                return value;
        }
    }
}
