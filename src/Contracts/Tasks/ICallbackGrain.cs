namespace Medzdrav.Contracts;

/// <summary>A task that somebody took: it is free again when it is not finished in time. Key: <see cref="TaskId"/>.</summary>
[Alias("ICallbackGrain")]
public interface ICallbackGrain : IWakes;

/// <summary>The commands that are remembered with their answers: those older than a week are forgotten. Key: <c>all</c>.</summary>
[Alias("ICommandsGrain")]
public interface ICommandsGrain : IWakes;

/// <summary>A task about a booking, or one that was put off: told in chat or by SMS where that is the agreed way, brought up when it is due, over at the booking's start. Key: <see cref="TaskId"/>.</summary>
[Alias("ITellingGrain")]
public interface ITellingGrain : IWakes;
