using System.Security.Claims;
using Medzdrav.Contracts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Medzdrav.Gateway;

/// <summary>The records that a signed-in person reads over HTTP.</summary>
internal static class RecordsApi
{
    public static void MapRecords(this IEndpointRouteBuilder api)
    {
        api.MapGet("/me", MeAsync).RequireAuthorization().Answers<Me>("Says who is signed in", Refusal.NotFound);
        api.MapGet("/patients/{id}/calendar", CalendarAsync).RequireAuthorization().Answers<CalendarView>("The sessions of a person of the account, the newest first", Refusal.NotFound);
        api.MapGet("/patients/{id}/consents/{version}", GivenConsentAsync).RequireAuthorization().Answers<ConsentCopy>("A consent of a person of the account, confirmed last, also a withdrawn one", Refusal.NotFound);
        api.MapPost("/patients/{id}/consent/withdraw", WithdrawAsync).RequireAuthorization()
            .Answers(StatusCodes.Status204NoContent, null, "Withdraws the consent of a person of the account", Refusal.NotFound, Refusal.ConsultationRunning, Refusal.CommandReused);
        api.MapPost("/appointments/{id}/cancel-request", RequestCancelAsync).RequireAuthorization()
            .Answers<WishAccepted>("Wishes that a booking of a person of the account be cancelled: consultants get a task", Refusal.NotFound, Refusal.AppointmentOver, Refusal.CommandReused);
        api.MapGet("/consents/{version}", ConsentAsync).Answers<ConsentText>("The text of a consent", Refusal.NotFound);
    }

    private static async Task<IResult> MeAsync(ClaimsPrincipal user, IGrainFactory grains, TimeProvider clock)
    {
        if (user.Staff() is { } staff)
        {
            return await StaffAsync(staff, user.Desks(), grains, clock);
        }
        if (user.Account() is not { } account)
            return TypedResults.Ok(Me.Of(await GrainCalls.RepeatedOnce(() => grains.GetGrain<IVisitorsGrain>(0).OpenSessions(user.Caller()!.Value.Id)), clock.GetUtcNow()));
        var reply = await GrainCalls.RepeatedOnce(() => grains.GrainOf<IAccountGrain>(account.Value).View());
        return reply.Value is { } holder ? TypedResults.Ok(Me.Of(holder)) : reply.Result();
    }

    private static async Task<IResult> StaffAsync(StaffId staff, Desk[] desks, IGrainFactory grains, TimeProvider clock)
    {
        Me? me = null;
        foreach (var desk in desks)
            if ((await GrainCalls.RepeatedOnce(() => grains.SpecialistAt(desk, staff).Desk())).Value is { } view && (me is null || view.Duty.Duty != Duty.Off))
                me = Me.Of(view);
        if (me is not null)
            return TypedResults.Ok(me);
        var standing = await GrainCalls.RepeatedOnce(() => grains.GrainOf<IStaffGrain>(staff.Value).Standing());
        return standing.Value is { } known ? TypedResults.Ok(Me.Of(known.View, Duty.Off, clock.GetUtcNow())) : standing.Result();
    }

    private static async Task<IResult> CalendarAsync(string id, ClaimsPrincipal user, IGrainFactory grains)
    {
        if (user.Account() is not { } account)
            return Problems.Of(NotForOthers(user));
        return IdText.IsId(id)
            ? (await GrainCalls.RepeatedOnce(() => grains.GrainOf<IAccountGrain>(account.Value).Calendar(new PatientId(id)))).Result()
            : Problems.Of(Refusal.NotFound);
    }

    private static async Task<IResult> GivenConsentAsync(string id, string version, ClaimsPrincipal user, IGrainFactory grains)
    {
        if (user.Account() is not { } account)
            return Problems.Of(NotForOthers(user));
        return IdText.IsId(id) && IdText.IsId(version)
            ? (await GrainCalls.RepeatedOnce(() => grains.GrainOf<IAccountGrain>(account.Value).Consent(new PatientId(id), version))).Result()
            : Problems.Of(Refusal.NotFound);
    }

    private static async Task<IResult> WithdrawAsync(string id, WithdrawRequest request, ClaimsPrincipal user, IGrainFactory grains)
    {
        if (user.Account() is not { } account)
            return Problems.Of(NotForOthers(user));
        if (!IdText.IsId(id))
            return Problems.Of(Refusal.NotFound);
        var command = request.CommandId ?? CommandId.New();
        if (command.Value == Guid.Empty)
            return Problems.Of(Refusal.Invalid);
        var reply = await GrainCalls.RepeatedOnce(() => grains.GrainOf<IAccountGrain>(account.Value).WithdrawConsent(command, new PatientId(id), request.EndConsultation));
        return reply.Refusal is { } refusal ? Problems.Of(refusal) : TypedResults.NoContent();
    }

    private static async Task<IResult> RequestCancelAsync(string id, WishRequest request, ClaimsPrincipal user, IGrainFactory grains)
    {
        if (user.Account() is not { } account)
            return Problems.Of(NotForOthers(user));
        return IdText.IsId(id)
            ? (await GrainCalls.RepeatedOnce(() => grains.GrainOf<IBookingWishesGrain>(account.Value).Wish(request.CommandId ?? CommandId.New(), new AppointmentId(id), isOff: true, request.Reason))).Result()
            : Problems.Of(Refusal.NotFound);
    }

    private static async Task<IResult> ConsentAsync(string version, HttpContext context, Brands brands, IGrainFactory grains)
    {
        if (!IdText.IsId(version))
            return Problems.Of(Refusal.NotFound);
        await brands.RefreshAsync();
        var wanted = brands.Of(context.Request.Host.Host).ConsentNamed(version);
        return (await GrainCalls.RepeatedOnce(() => grains.GrainOf<IConsentTextGrain>(wanted).Read())).Result();
    }

    /// <summary>A visitor may sign in; staff may not at all.</summary>
    public static Refusal NotForOthers(ClaimsPrincipal user) => user.Staff() is null ? Refusal.SignInRequired : Refusal.WrongRole;

    private sealed record WishRequest(CommandId? CommandId, string? Reason);

    private sealed record WithdrawRequest(CommandId? CommandId, bool EndConsultation);
}
