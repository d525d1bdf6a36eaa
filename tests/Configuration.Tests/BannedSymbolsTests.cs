using System.Reflection;
using OmsGateway.TestSupport;

namespace OmsGateway.Configuration.Tests;

/// <summary>The lists of build/Analyzers. The analyzer ignores an entry that names nothing, which then bans nothing.</summary>
public sealed class BannedSymbolsTests
{
    private static readonly Lazy<Assembly[]> Framework = new(() =>
    [
        .. Directory.GetFiles(Path.GetDirectoryName(typeof(object).Assembly.Location)!, "System.*.dll").Select(file => Path.GetFileNameWithoutExtension(file))
            .Where(name => !name.EndsWith(".Native", StringComparison.Ordinal)).Select(name => Assembly.Load(name)),
    ]);

    public static TheoryData<string> Lists() =>
        new(Directory.GetFiles(ProjectFiles.Find("build", "Analyzers"), "BannedSymbols*.txt").Select(list => Path.GetFileName(list)));

    [Theory]
    [MemberData(nameof(Lists))]
    public void Each_entry_names_something_and_says_what_to_do_instead(string list)
    {
        string[][] entries =
        [
            .. File.ReadLines(ProjectFiles.Find("build", "Analyzers", list))
                .Where(line => line.Length > 0 && !line.StartsWith("//", StringComparison.Ordinal)).Select(line => line.Split(';', 2)),
        ];
        Assert.NotEmpty(entries);
        Assert.All(entries, entry =>
        {
            Assert.Contains(entry[0], IdsIn(TypeOf(entry[0])));
            Assert.Equal(2, entry.Length);
        });
    }

    [Fact]
    public void A_misspelt_entry_is_noticed() => Assert.DoesNotContain("M:System.Net.IPAddress.Parse(System.Strin)", IdsIn(typeof(System.Net.IPAddress)));

    private static Type TypeOf(string id)
    {
        string name = id[2..].Split('(')[0];
        if (id[0] != 'T') name = name[..name.LastIndexOf('.')];
        return Framework.Value.Select(assembly => assembly.GetType(name)).FirstOrDefault(type => type is { IsPublic: true })
            ?? throw new InvalidOperationException($"There is no type '{name}'.");
    }

    /// <summary>The documentation ids of a type and its members (C# specification, annex D.4.2).</summary>
    private static IEnumerable<string> IdsIn(Type type)
    {
        yield return $"T:{type.FullName}";
        foreach (PropertyInfo property in type.GetProperties()) yield return $"P:{type.FullName}.{property.Name}";
        foreach (MethodBase method in type.GetMembers().OfType<MethodBase>())
        {
            string parameters = string.Join(",", method.GetParameters().Select(parameter => NameOf(parameter.ParameterType)));
            yield return $"M:{type.FullName}.{method.Name.Replace('.', '#')}{(parameters.Length > 0 ? $"({parameters})" : "")}";
        }
    }

    private static string NameOf(Type type)
    {
        if (type.IsByRef) return NameOf(type.GetElementType()!) + "@";
        if (type.IsArray) return NameOf(type.GetElementType()!) + "[]";
        if (!type.IsConstructedGenericType) return type.FullName ?? type.Name;
        string name = type.GetGenericTypeDefinition().FullName!;
        return $"{name[..name.IndexOf('`')]}{{{string.Join(",", type.GetGenericArguments().Select(NameOf))}}}";
    }
}
