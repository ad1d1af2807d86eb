using Medzdrav.Contracts;

namespace Medzdrav.Silo;

/// <summary>How posts and specialties stand in columns: words and names divided by commas.</summary>
internal static class StaffColumns
{
    public static string Posts(IEnumerable<Post> posts) => string.Join(',', Contracts.Posts.InOrder(posts).Select(post => Words.Of(post)));

    public static string Specialties(IEnumerable<string> specialties) => string.Join(',', specialties);

    public static IReadOnlyList<Post> ReadPosts(string column) => [.. Split(column).Select(Words.Read<Post>)];

    public static IReadOnlyList<string> ReadSpecialties(string column) => Split(column);

    private static string[] Split(string column) => column.Split(',', StringSplitOptions.RemoveEmptyEntries);
}
