using Medzdrav.Contracts;
using Microsoft.AspNetCore.Mvc;

namespace Medzdrav.Web.Pages.Staff;

/// <summary>A specialist's desk: all desks have the same shell, and other actions.</summary>
public abstract class DeskPage(Desk place, IGrainFactory grains) : PlatformPage(grains)
{
    /// <summary>Which desk it is.</summary>
    public Desk Place => place;

    /// <summary>The first content of the page.</summary>
    public DeskView Desk { get; private set; } = null!;

    /// <summary>The queue whose patients are offered here; null when nothing is.</summary>
    public QueueKind? Queue => Posts.QueueAt(place, Desk.Staff.Roles);

    /// <summary>The member's posts at this desk.</summary>
    public IEnumerable<Post> HeldHere => Desk.Staff.Roles.Where(post => Posts.Of(post).Desk == place);

    /// <summary>The member's other desks.</summary>
    public IEnumerable<Desk> OtherDesks => Posts.DesksOf(Desk.Staff.Roles).Where(other => other != place);

    /// <summary>Whether the member holds posts that work elsewhere.</summary>
    public bool HasOtherPosts => Desk.Staff.Roles.Except(HeldHere).Any();

    public async Task<IActionResult> OnGet()
    {
        if (User.Staff() is not { } staff)
            return ToStaffSignIn();
        if (!User.Desks().Contains(place))
            return RedirectToPage("/Staff/Index");
        var reply = await Ask(Grains.SpecialistAt(place, staff).Desk);
        if (reply.Refusal is { } refusal)
            return Refused(refusal);
        Desk = reply.Value!;
        return Page();
    }
}
