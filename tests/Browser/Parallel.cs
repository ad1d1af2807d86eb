// People mostly wait: two stories at once, as many as the smallest machine has cores; one of them at the shared host.
[assembly: CollectionBehavior(MaxParallelThreads = 2)]

namespace Medzdrav.Tests.Browser;

/// <summary>Stories with a line of their own, each by itself: a line that comes or goes makes every Chromium on the machine drop what it is loading.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class WithLine
{
    public const string Name = "with a line of its own";
}
