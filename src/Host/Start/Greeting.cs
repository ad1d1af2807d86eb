using Medzdrav.Silo;

namespace Medzdrav.Host;

/// <summary>The words of the console when the program is ready.</summary>
internal static class Greeting
{
    public static void Print(WebApplication app, Roles roles, DemoGuide? guide)
    {
        var names = new[] { roles.Silo ? "silo" : null, roles.Gateway ? "gateway" : null, roles.Web ? "web" : null }.OfType<string>();
        Console.WriteLine($"Medzdrav is ready ({string.Join(", ", names)}).");
        foreach (var url in app.Urls)
            Console.WriteLine(roles.Web ? $"  open   {url}" : $"  health {url}/health/ready");
        var management = app.Services.GetRequiredService<ManagementPort>();
        foreach (var url in management.Urls)
            Console.WriteLine($"  inside {url}/metrics, {url}/health/ready");
        foreach (var page in management.Dashboards)
            Console.WriteLine($"  inside {page}");
        if (guide is null)
            return;
        foreach (var url in roles.Web ? app.Urls.Where(url => Uri.TryCreate(url, UriKind.Absolute, out var address) && address.IsLoopback) : [])
            foreach (var host in guide.Hosts)
                Console.WriteLine($"         {new UriBuilder(url) { Host = host.Host }.Uri.GetLeftPart(UriPartial.Authority)}  {host.Insurer}");
        Console.WriteLine();
        var width = guide.Staff.Max(login => login.Role.Length);
        Console.WriteLine($"  {"post".PadRight(width)} {"login",-18} password");
        foreach (var login in guide.Staff)
            Console.WriteLine($"  {login.Role.PadRight(width)} {login.Login,-18} {login.Password}");
        Console.WriteLine();
        Console.WriteLine("  phone                who (codes: /dev/sms)");
        foreach (var phone in guide.Phones)
            Console.WriteLine($"  {phone.Phone,-20} {phone.Who} — {phone.Insurers}");
        Console.WriteLine();
        Console.WriteLine($"  staff sign in at {(roles.Web ? "" : "an edge node, ")}/staff/sign-in; stop with Ctrl+C");
    }
}
