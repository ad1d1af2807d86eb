// Calls take their time from each other: two stories at once, as many as the smallest machine has cores.
[assembly: CollectionBehavior(MaxParallelThreads = 2)]

namespace Medzdrav.Tests.Calls;

/// <summary>Stories that have the machine for themselves, because they have a line of their own: a line that comes or goes makes every Chromium on the machine drop what it is loading.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class ByItself
{
    public const string Name = "by itself";
}
