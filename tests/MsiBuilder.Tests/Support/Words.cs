using System.Xml.Linq;

namespace OmsGateway.MsiBuilder.Tests.Support;

/// <summary>
/// The words of the extensions' dialogs and messages, which a package brings: here the product's, for every culture that a
/// test has no words of its own in.
/// </summary>
internal static class Words
{
    public static string Path { get; } = WithoutCulture();

    private static string WithoutCulture()
    {
        var strings = XDocument.Load(System.IO.Path.Combine(AppContext.BaseDirectory, "Strings.wxl"));
        strings.Root!.Attribute("Culture")!.Remove();
        foreach (var text in strings.Root.Elements())
            text.SetAttributeValue("Overridable", "yes");
        var path = System.IO.Path.Combine(AppContext.BaseDirectory, "Words.wxl");
        strings.Save(path);
        return path;
    }
}
