using Medzdrav.Contracts;
using Microsoft.AspNetCore.Mvc;

namespace Medzdrav.Web.Pages.Staff;

/// <summary>A session in which a supervisor looks on. Opening the page joins nothing: that is done by its button, visibly.</summary>
public sealed class SupervisedSessionModel(IGrainFactory grains, TimeProvider clock) : PlatformPage(grains)
{
    /// <summary>Which session.</summary>
    public SessionId Session { get; private set; }

    /// <summary>The session as the page of the shift tells it, without its patient; null once it is closed.</summary>
    public SupervisedSession? Open { get; private set; }

    /// <summary>Whether the supervisor looks on already, as after a reload.</summary>
    public bool IsThere { get; private set; }

    /// <summary>When the page was made.</summary>
    public DateTimeOffset Now { get; private set; }

    public async Task<IActionResult> OnGet(string id)
    {
        if (ShutWithout(Right.JoinSessions) is { } shut)
            return shut;
        (Session, Now) = (new SessionId(id), clock.GetUtcNow());
        var reply = await Ask(() => Grains.GrainOf<ISupervisionGrain>(ISupervisionGrain.Key).Find(Session));
        if (reply.Refusal is { } refusal && refusal.Code != Refusal.Closed.Code)
            return Refused(refusal);
        Open = reply.Value;
        IsThere = Open is not null && (await Ask(() => Grains.GrainOf<ISession>(id).View(User.Caller()!.Value))).Value is not null;
        return Page();
    }
}
