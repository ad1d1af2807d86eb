using System.Collections.Concurrent;
using System.Reflection;
using System.Text;

namespace Medzdrav.Gateway;

/// <summary>How many bytes the texts of a call's argument have in UTF-8: the argument itself, or its properties.</summary>
internal static class TextBytes
{
    private static readonly ConcurrentDictionary<Type, PropertyInfo[]> Texts = new();

    /// <summary>The bytes of a text, of many, or of an object's texts; nothing else counts.</summary>
    public static int Of(object? argument) => argument switch
    {
        null => 0,
        string text => Encoding.UTF8.GetByteCount(text),
        IEnumerable<string?> many => many.Sum(Of),
        { } other => Texts.GetOrAdd(other.GetType(), TextsOf).Sum(property => Of(property.GetValue(other))),
    };

    private static PropertyInfo[] TextsOf(Type type) =>
        [.. type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(property => property.GetIndexParameters().Length == 0 && (property.PropertyType == typeof(string) || typeof(IEnumerable<string>).IsAssignableFrom(property.PropertyType)))];
}
