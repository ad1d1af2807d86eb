namespace Medzdrav.Contracts;

/// <summary>A call-back that somebody took: it is free again when it is not finished in time. Key: <see cref="TaskId"/>.</summary>
[Alias("ICallbackGrain")]
public interface ICallbackGrain : IWakes;

/// <summary>The commands that are remembered with their answers: those older than a week are forgotten. Key: <c>all</c>.</summary>
[Alias("ICommandsGrain")]
public interface ICommandsGrain : IWakes;
