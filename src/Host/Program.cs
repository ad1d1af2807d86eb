using Medzdrav.Host;

// serve (the default), import, generate-policies, staff, insurer; --help lists commands and roles.
return await CommandLine.RunAsync(args);
