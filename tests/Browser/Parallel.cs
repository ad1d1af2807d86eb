// People mostly wait: two stories at once, as many as the smallest machine has cores.
[assembly: CollectionBehavior(MaxParallelThreads = 2)]
