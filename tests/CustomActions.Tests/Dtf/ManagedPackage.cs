using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Xml.Linq;

namespace OmsGateway.CustomActions.Tests.Dtf;

/// <summary>
/// What DTF packs into its custom-action DLL and unpacks into a folder at run time, as the build of CustomActions/Dtf leaves it. The
/// actions' domain has that folder and CustomAction.config, and nothing else, to find assemblies by (wixtoolset/wix,
/// src/dtf/SfxCA/ClrHost.cpp).
/// </summary>
internal sealed class ManagedPackage
{
    private static readonly XNamespace Binding = "urn:schemas-microsoft-com:asm.v1";
    private readonly Dictionary<string, (Version Low, Version High, Version New)> _redirects;

    public ManagedPackage(string artifacts, string configuration, XDocument config)
    {
        string lists = Path.Combine(artifacts, "obj", "OmsGateway.CustomActions", configuration);
        Own = Path.Combine(artifacts, "bin", "OmsGateway.CustomActions", configuration, "OmsGateway.CustomActions.dll");
        Files = File.ReadAllLines(Path.Combine(lists, "copied-files.txt")).Where(f => Path.GetExtension(f) == ".dll").Append(Own)
            .ToDictionary(f => Path.GetFileNameWithoutExtension(f), StringComparer.OrdinalIgnoreCase);
        Framework = File.ReadAllLines(Path.Combine(lists, "framework-folders.txt")).Where(l => l.Length > 0)
            .SelectMany(f => Directory.GetFiles(f, "*.dll", SearchOption.AllDirectories)).Select(f => Path.GetFileNameWithoutExtension(f))
            .ToHashSet(StringComparer.OrdinalIgnoreCase);
        _redirects = config.Descendants(Binding + "dependentAssembly").ToDictionary(
            d => d.Element(Binding + "assemblyIdentity")!.Attribute("name")!.Value,
            d => Redirect(d.Element(Binding + "bindingRedirect")!));
    }

    /// <summary>The actions' own assembly.</summary>
    public string Own { get; }

    /// <summary>The packed assemblies by name.</summary>
    public IReadOnlyDictionary<string, string> Files { get; }

    /// <summary>The names of what .NET Framework 4.6.2 itself has.</summary>
    public IReadOnlySet<string> Framework { get; }

    /// <summary>The redirected assemblies.</summary>
    public IEnumerable<string> Redirected => _redirects.Keys;

    /// <summary>The version that the runtime asks for where an assembly refers to another.</summary>
    public Version Asked(AssemblyName reference) =>
        _redirects.TryGetValue(reference.Name!, out var r) && reference.Version! >= r.Low && reference.Version! <= r.High
            ? r.New : reference.Version!;

    public static IReadOnlyList<AssemblyName> ReferencesOf(string file)
    {
        using var reader = new PEReader(File.OpenRead(file));
        MetadataReader metadata = reader.GetMetadataReader();
        return [.. metadata.AssemblyReferences.Select(h => metadata.GetAssemblyReference(h).GetAssemblyName())];
    }

    public static Version VersionOf(string file) => AssemblyName.GetAssemblyName(file).Version!;

    private static (Version, Version, Version) Redirect(XElement redirect)
    {
        string[] old = redirect.Attribute("oldVersion")!.Value.Split('-');
        return (Version.Parse(old[0]), Version.Parse(old[^1]), Version.Parse(redirect.Attribute("newVersion")!.Value));
    }
}
