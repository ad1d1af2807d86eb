using Medzdrav.Contracts;

namespace Medzdrav.Grains;

/// <summary>A notice on its way to the provider. Key: the notice's id. Woken by who stored it, and by its due row.</summary>
[Alias("INoticeGrain")]
internal interface INoticeGrain : IWakes;
