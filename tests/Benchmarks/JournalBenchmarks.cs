using BenchmarkDotNet.Attributes;
using Medzdrav.Contracts;
using Medzdrav.Grains;

namespace Medzdrav.Tests.Benchmarks;

/// <summary>How commits become bytes, and come back.</summary>
public class JournalBenchmarks
{
    private readonly SessionEvent[] _message = [new SessionEvent(42, Sample.Noon, ParticipantId.Patient, Sample.Message(1))];
    private readonly SessionEvent[] _opening = [.. Sample.Events().Take(3).Select(happened => happened with { At = Sample.Noon })];
    private StoredCommit _messageStored = null!;
    private StoredCommit _openingStored = null!;

    [GlobalSetup]
    public void Begin()
    {
        _messageStored = new StoredCommit(42, 42, null, JournalCodec.Encode(_message));
        _openingStored = new StoredCommit(1, _opening.Length, null, JournalCodec.Encode(_opening));
    }

    [Benchmark]
    public byte[] EncodeMessage() => JournalCodec.Encode(_message);

    [Benchmark]
    public long DecodeMessage() => LastOf(_messageStored);

    [Benchmark(Description = "EncodeOpening (3 events)")]
    public byte[] EncodeOpening() => JournalCodec.Encode(_opening);

    [Benchmark(Description = "DecodeOpening (3 events)")]
    public long DecodeOpening() => LastOf(_openingStored);

    // Decoded as it is enumerated.
    private static long LastOf(StoredCommit commit) => JournalCodec.Decode(commit).Aggregate(0L, (_, happened) => happened.Sequence);
}
