using Medzdrav.Contracts;

namespace Medzdrav.Grains;

/// <summary>Begins attempts of staff.</summary>
internal static class StaffAttempts
{
    private const int IdBytes = 16;

    /// <summary>A new attempt of a member whose password was right.</summary>
    public static Task<StaffAttemptView> Begin(IGrainFactory grains, StaffRecord member, SecondStep next, bool isSignedIn = false) =>
        grains.GrainOf<IStaffAttemptGrain>(Opaque.New(IdBytes)).Begin(new SignedIn(Caller.Of(member.Id), "", member.Generation), next, isSignedIn);
}
