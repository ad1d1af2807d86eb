using Medzdrav.Host;

// serve (the default) and import; --help lists commands and roles.
return await CommandLine.RunAsync(args);
