using Medzdrav.Contracts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Medzdrav.Gateway;

/// <summary>What a signed-in person reads.</summary>
internal static class AccountApi
{
    public static void MapAccount(this IEndpointRouteBuilder api)
    {
        api.MapGet("/me", Me);
        api.MapGet("/patients/{id}/calendar", Calendar);
        api.MapGet("/conclusions/{id}", Conclusion);
        api.MapGet("/consents/{version}", Consent);
    }

    private static async Task<IResult> Me(HttpContext http, IGrainFactory grains, TimeProvider clock)
    {
        if (http.User.Caller() is not { } caller)
            return Problems.Of(Refusal.SignInRequired);
        if (caller.Account is { } account)
        {
            var reply = await GrainCalls.Once(() => grains.GetGrain<IAccountGrain>(account.Value).View());
            return reply.Value is { } view
                ? Results.Ok(new Me(new MyAccount(view.Phone), false, view.Patients, null, view.OpenSessions, view.Now))
                : Problems.Of(reply.Refusal!);
        }
        if (caller.Staff is { } staff && http.User.StaffRole() is { } role)
        {
            var reply = await GrainCalls.Once(() => Specialists.Of(grains, staff, role).Desk());
            return reply.Value is { } desk
                ? Results.Ok(new Me(null, false, [], new MyStaff(desk.Staff.StaffId, desk.Staff.Name, desk.Staff.Roles, desk.Duty.Duty), [], desk.Now))
                : Problems.Of(reply.Refusal!);
        }
        return Results.Ok(new Me(null, true, [], null, [], clock.GetUtcNow()));
    }

    private static async Task<IResult> Calendar(string id, HttpContext http, IGrainFactory grains) => http.User.Account() is { } account
        ? Problems.Of(await GrainCalls.Once(() => grains.GetGrain<IAccountGrain>(account.Value).Calendar(new PatientId(id))))
        : Problems.Of(NotFoundOrSignIn(http));

    private static async Task<IResult> Conclusion(string id, HttpContext http, IGrainFactory grains)
    {
        var conclusion = new ConclusionId(id);
        if (http.User.Account() is { } account)
            return Problems.Of(await GrainCalls.Once(() => grains.GetGrain<IAccountGrain>(account.Value).Conclusion(conclusion)));
        if (http.User.Staff() is { } staff && http.User.StaffRole() is StaffRole.Therapist or StaffRole.Paediatrician)
            return Problems.Of(await GrainCalls.Once(() => grains.GetGrain<IDoctorGrain>(staff.Value).Conclusion(conclusion)));
        return Problems.Of(NotFoundOrSignIn(http));
    }

    private static async Task<IResult> Consent(string version, IGrainFactory grains) =>
        Problems.Of(await GrainCalls.Once(() => grains.GetGrain<IConsentTextGrain>(version).Read()));

    private static Refusal NotFoundOrSignIn(HttpContext http) => http.User.Caller() is null ? Refusal.SignInRequired : Refusal.NotFound;
}

/// <summary>The answer of <c>GET /api/me</c>.</summary>
internal sealed record Me(MyAccount? Account, bool Visitor, PatientView[] Patients, MyStaff? Staff, OpenSessionView[] OpenSessions, DateTimeOffset Now);

internal sealed record MyAccount(string Phone);

internal sealed record MyStaff(StaffId StaffId, string Name, StaffRole[] Roles, Duty Duty);
