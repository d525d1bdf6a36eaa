using System.Reflection;

namespace OmsGateway.PowerShell.Tests.Surface;

/// <summary>
/// Attributes as the compiler wrote them. Their objects cannot be asked: in the reference assembly of the engine every
/// constructor does nothing.
/// </summary>
internal static class Metadata
{
    public static IEnumerable<CustomAttributeData> Attributes<T>(this MemberInfo member) where T : Attribute =>
        member.GetCustomAttributesData().Where(a => a.AttributeType == typeof(T));

    public static bool Has<T>(this MemberInfo member) where T : Attribute => member.Attributes<T>().Any();

    /// <summary>The value of <c>Name = value</c> in an attribute, or the default.</summary>
    public static T Named<T>(this CustomAttributeData attribute, string name, T absent) =>
        attribute.NamedArguments.FirstOrDefault(a => a.MemberName == name).TypedValue.Value is { } value ? (T)value : absent;

    /// <summary>An attribute's list of values: <c>[Alias("a", "b")]</c>.</summary>
    public static IEnumerable<T> List<T>(this CustomAttributeData attribute) => attribute.ConstructorArguments
        .SelectMany(a => a.Value as IEnumerable<CustomAttributeTypedArgument> ?? []).Select(a => (T)a.Value!);
}
