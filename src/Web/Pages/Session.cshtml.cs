using Medzdrav.Contracts;
using Microsoft.AspNetCore.Mvc;

namespace Medzdrav.Web.Pages;

/// <summary>The page for both waiting room and talk; only its state changes.</summary>
public sealed class SessionModel(IGrainFactory grains) : PlatformPage(grains)
{
    /// <summary>The session as the caller sees it.</summary>
    public SessionView View { get; private set; } = null!;

    public async Task<IActionResult> OnGet(string id)
    {
        if (User.Caller() is not { } caller)
            return ToSignIn();
        if (caller.Kind == CallerKind.Staff)
            return NotFound();
        var reply = await Ask(() => Grains.GrainOf<ISession>(id).View(caller));
        // Whoever follows a link from a message as a visitor signs in first.
        if (reply.Refusal is { } refusal)
            return caller.Kind == CallerKind.Visitor ? ToSignIn() : Refused(refusal);
        View = reply.Value!;
        return Page();
    }

    /// <summary>The specialist in the session, or null while waiting.</summary>
    public ParticipantView? Counterpart =>
        View.Participants.FirstOrDefault(one => one.Role is ParticipantRole.Consultant or ParticipantRole.Doctor);

    /// <summary>Not signed in (S1.3).</summary>
    public bool IsVisitor => User.Caller()?.Kind == CallerKind.Visitor;

    /// <summary>Waiting for the first talk or the next one.</summary>
    public bool Waiting => View.Phase is SessionPhase.WaitingForConsultant or SessionPhase.WaitingForDoctor;

    /// <summary>Over.</summary>
    public bool Closed => View.Phase == SessionPhase.Closed;

    /// <summary>Which of the page's looks to begin with: <c>waiting</c>, <c>talk</c> or <c>closed</c>.</summary>
    public string Stage => Closed ? "closed" : Waiting ? "waiting" : "talk";
}
