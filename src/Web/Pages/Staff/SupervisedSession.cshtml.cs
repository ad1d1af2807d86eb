using Medzdrav.Contracts;
using Microsoft.AspNetCore.Mvc;

namespace Medzdrav.Web.Pages.Staff;

/// <summary>A session in which a supervisor looks on. Opening the page joins nothing: that is done by its button, visibly.</summary>
public sealed class SupervisedSessionModel(IGrainFactory grains) : PlatformPage(grains)
{
    /// <summary>Which session.</summary>
    public SessionId Session { get; private set; }

    /// <summary>Whether the supervisor looks on already, as after a reload.</summary>
    public bool IsThere { get; private set; }

    public async Task<IActionResult> OnGet(string id)
    {
        if (ShutWithout(Right.JoinSessions) is { } shut)
            return shut;
        Session = new SessionId(id);
        IsThere = (await Ask(() => Grains.GrainOf<ISession>(id).View(User.Caller()!.Value))).Value is not null;
        return Page();
    }
}
