using Medzdrav.Contracts;

namespace Medzdrav.Grains;

/// <summary>The rules of who needs a second factor.</summary>
internal static class SecondFactorRules
{
    /// <summary>Whether one of the posts needs a second factor, whatever the settings say.</summary>
    public static bool NeedIt(IEnumerable<Post> posts) => posts.Any(post => post is Post.Administrator or Post.Supervisor or Post.Auditor);

    /// <summary>Whether a member with other posts needs a second factor who did without: what was signed in to by a password alone ends.</summary>
    public static bool BeginToNeedIt(IEnumerable<Post> former, IEnumerable<Post> posts) => NeedIt(posts) && !NeedIt(former);

    /// <summary>Whether a member needs one. Members of the demo set, whose password everybody knows, do without in Development only: nobody has their phone.</summary>
    public static bool IsRequired(StaffRecord member, bool isForAll, bool isDevelopment) =>
        (isForAll || NeedIt(member.Posts)) && !(member.IsDemo && isDevelopment);
}
