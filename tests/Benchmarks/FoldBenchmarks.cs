using BenchmarkDotNet.Attributes;
using Medzdrav.Contracts;
using Medzdrav.Grains;

namespace Medzdrav.Tests.Benchmarks;

/// <summary>The session fold: what one more event costs, and what an activation costs.</summary>
public class FoldBenchmarks
{
    private readonly SessionEvent[] _events = Sample.Events();
    private SessionState _chatting = null!;
    private SessionEvent _message = null!;
    private SessionEvent _read = null!;

    [GlobalSetup]
    public void Begin()
    {
        _chatting = Sample.After(_events.TakeWhile(happened => happened.Fact is not Transferred));
        _message = new SessionEvent(_chatting.Sequence + 1, Sample.Noon, ParticipantId.Patient, Sample.Message(1));
        _read = _message with { Fact = new Read(_chatting.Sequence) };
    }

    [Benchmark]
    public object Message() => _chatting.Apply(_message);

    [Benchmark]
    public object ReadMark() => _chatting.Apply(_read);

    [Benchmark(Description = "Session of 91 events")]
    public object WholeSession() => Sample.After(_events);
}
