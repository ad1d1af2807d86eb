// People mostly wait: two stories at once, as many as the smallest machine has cores; one of them at the shared host.
[assembly: CollectionBehavior(MaxParallelThreads = 2)]
