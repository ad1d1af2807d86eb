// A line that comes or goes makes every Chromium on the machine drop what it is loading: one story at a time.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
