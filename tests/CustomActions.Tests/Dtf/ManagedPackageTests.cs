using System.Reflection;
using System.Xml.Linq;
using OmsGateway.TestSupport;

namespace OmsGateway.CustomActions.Tests.Dtf;

/// <summary>
/// Whatever an assembly of the managed package refers to is in it, in exactly the version that the runtime will ask for, or is part
/// of .NET Framework. Anything else is a FileLoadException (0x80131040) on the user's computer, in the middle of an installation.
/// </summary>
public class ManagedPackageTests
{
    private static readonly string Config = ProjectFiles.Find("CustomActions", "Dtf", "CustomAction.config");
    private static readonly string Configuration = new DirectoryInfo(AppContext.BaseDirectory).Name;
    private static readonly ManagedPackage Package = new(ProjectFiles.Find("artifacts"), Configuration, XDocument.Load(Config));

    public static TheoryData<string> Assemblies => [.. Package.Files.Keys.Order()];

    [Theory]
    [MemberData(nameof(Assemblies))]
    public void Each_reference_leads_to_a_file_of_the_package_or_to_the_framework(string assembly)
    {
        IReadOnlyList<AssemblyName> references = ManagedPackage.ReferencesOf(Package.Files[assembly]);
        AssemblyName[] packed = [.. references.Where(r => Package.Files.ContainsKey(r.Name!))];
        Assert.Equal(
            packed.Select(r => $"{r.Name} {ManagedPackage.VersionOf(Package.Files[r.Name!])}"), packed.Select(r => $"{r.Name} {Package.Asked(r)}"));
        Assert.All(references.Except(packed), r => Assert.Contains(r.Name!, Package.Framework));
    }

    [Fact]
    public void No_redirect_is_left_that_nothing_needs() =>
        Assert.Empty(Package.Redirected.Except(Package.Files.Values.SelectMany(ManagedPackage.ReferencesOf)
            .Where(r => r.Version != Package.Asked(r)).Select(r => r.Name!)));
}
