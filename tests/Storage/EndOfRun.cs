using Medzdrav.Tests.Support;

[assembly: AssemblyFixture(typeof(EndOfRun))]
