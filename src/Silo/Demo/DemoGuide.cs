namespace Medzdrav.Silo;

/// <summary>Whom one can be in the demo; for the console.</summary>
/// <param name="Staff">All staff accounts.</param>
/// <param name="Phones">Some families.</param>
/// <param name="Hosts">Under which names the platform stands beside the address that it listens at.</param>
public sealed record DemoGuide(IReadOnlyList<DemoLogin> Staff, IReadOnlyList<DemoPhone> Phones, IReadOnlyList<DemoHost> Hosts);

/// <summary>A name in the address bar, and whose it is.</summary>
/// <param name="Host">Without port.</param>
/// <param name="Insurer">The insurer's name.</param>
public sealed record DemoHost(string Host, string Insurer);

/// <summary>A demo staff account.</summary>
/// <param name="Role">The posts, in Russian.</param>
/// <param name="Login">The name to sign in with.</param>
/// <param name="Password">The password, the same for all.</param>
public sealed record DemoLogin(string Role, string Login, string Password);

/// <summary>A demo family's phone.</summary>
/// <param name="Phone">As people write it.</param>
/// <param name="Who">Names and ages, in Russian.</param>
/// <param name="Insurers">The insurers who insure them.</param>
public sealed record DemoPhone(string Phone, string Who, string Insurers);
