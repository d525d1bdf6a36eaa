using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace OmsGateway.PowerShell.Tests.Surface;

/// <summary>What Windows PowerShell must find in the module's folder, since nothing redirects versions there.</summary>
public class ModuleFolderTests
{
    // Assemblies of .NET Framework 4.7.2 itself, and the engine.
    private static readonly string[] Provided =
        ["netstandard", "mscorlib", "System", "System.Core", "System.Numerics", "System.Management.Automation"];

    private static readonly Dictionary<string, (Version Version, (string Name, Version Version)[] References)> Assemblies =
        Directory.GetFiles(ModuleFolder.Path, "*.dll").Select(Read).ToDictionary(a => a.Name, a => (a.Version, a.References));

    [Fact]
    public void Every_reference_is_there_in_exactly_its_version()
    {
        foreach ((string assembly, (_, (string Name, Version Version)[] references)) in Assemblies)
        {
            foreach ((string name, Version version) in references.Where(r => !Provided.Contains(r.Name)))
            {
                Assert.True(Assemblies.TryGetValue(name, out var found), $"{assembly} needs {name}, which is missing.");
                Assert.True(version == found.Version, $"{assembly} needs {name} {version}, but the folder has {found.Version}.");
            }
        }
    }

    [Fact]
    public void Nothing_is_there_that_nothing_needs()
    {
        var needed = Assemblies.Values.SelectMany(a => a.References).Select(r => r.Name).Append("OMSGateway.PowerShell").ToHashSet();
        Assert.Empty(Assemblies.Keys.Except(needed));
    }

    [Fact]
    public void The_engine_is_not_there() => Assert.DoesNotContain("System.Management.Automation", Assemblies.Keys);

    [Fact]
    public void The_registry_is_the_framework_s_own() =>
        Assert.Contains(Assemblies["Microsoft.Win32.Registry"].References, r => r.Name == "mscorlib");

    [Fact]
    public void Help_is_there()
    {
        Assert.True(File.Exists(Path.Combine(ModuleFolder.Path, "en-US", "OMSGateway.PowerShell.dll-Help.xml")));
        Assert.True(File.Exists(Path.Combine(ModuleFolder.Path, "en-US", "about_OMSGateway.help.txt")));
    }

    private static (string Name, Version Version, (string, Version)[] References) Read(string path)
    {
        using var file = new PEReader(File.OpenRead(path));
        MetadataReader reader = file.GetMetadataReader();
        AssemblyDefinition assembly = reader.GetAssemblyDefinition();
        return (reader.GetString(assembly.Name), assembly.Version,
            [.. reader.AssemblyReferences.Select(reader.GetAssemblyReference).Select(r => (reader.GetString(r.Name), r.Version))]);
    }
}
