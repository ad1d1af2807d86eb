using System.Reflection;

namespace Medzdrav.Tests.Structure;

/// <summary>Everything that travels between processes and versions has names of its own, not those of the code.</summary>
public sealed class Serialized
{
    private static Type[] SerializedTypes => [.. Built.AllTypes.Where(type => type.GetCustomAttribute<GenerateSerializerAttribute>() is not null)];

    private static Type[] GrainInterfaces => [.. Built.AllTypes.Where(type => type.IsInterface && typeof(IAddressable).IsAssignableFrom(type))];

    [Fact]
    public void Every_serialized_type_has_an_alias() =>
        Found.None(SerializedTypes.Where(type => type.GetCustomAttribute<AliasAttribute>() is null).Select(type => type.FullName));

    [Fact]
    public void Every_grain_interface_and_method_has_an_alias()
    {
        var interfaces = GrainInterfaces.Where(type => type.GetCustomAttribute<AliasAttribute>() is null).Select(type => type.FullName);
        var methods = from type in GrainInterfaces
                      from method in type.GetMethods()
                      where method.GetCustomAttribute<AliasAttribute>() is null
                      select $"{type.FullName}.{method.Name}";
        Found.None(interfaces.Concat(methods));
    }

    [Fact]
    public void No_alias_is_used_twice()
    {
        var aliases = SerializedTypes.Concat(GrainInterfaces).Select(type => type.GetCustomAttribute<AliasAttribute>()?.Alias);
        Found.None(aliases.GroupBy(alias => alias).Where(group => group.Count() > 1).Select(group => group.Key));
    }

    [Fact]
    public void Every_part_of_a_serialized_record_has_a_number()
    {
        var parts = from type in SerializedTypes
                    where !typeof(Exception).IsAssignableFrom(type)
                    from property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
                    where property.CanWrite && property.GetCustomAttribute<IdAttribute>() is null
                    select $"{type.FullName}.{property.Name}";
        Found.None(parts);
    }

    [Fact]
    public void A_grain_interface_has_at_most_ten_methods() =>
        Found.None(GrainInterfaces.Where(type => type.GetMethods().Length > 10).Select(type => $"{type.FullName}: {type.GetMethods().Length}"));

    [Fact]
    public void Grain_methods_are_verbs_without_a_suffix() =>
        Found.None(from type in GrainInterfaces from method in type.GetMethods() where method.Name.EndsWith("Async", StringComparison.Ordinal) select $"{type.FullName}.{method.Name}");
}
