// People mostly wait: three stories at once on the two cores of the smallest machine, most of them at the three shared hosts.
[assembly: CollectionBehavior(MaxParallelThreads = 3)]

namespace Medzdrav.Tests.Browser;

/// <summary>Stories with a line of their own, each by itself: a line that comes or goes makes every Chromium on the machine drop what it is loading.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class WithLine
{
    public const string Name = "with a line of its own";
}
