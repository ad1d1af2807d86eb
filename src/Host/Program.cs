using Medzdrav.Host;

// serve (the default), import, generate-policies, staff, insurer, audit, backup, verify, restore, diagnoses, health; --help lists commands and roles.
return await CommandLine.RunAsync(args);
