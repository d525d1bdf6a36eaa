using System.Text;
using System.Xml;
using System.Xml.Linq;

namespace OmsGateway.Fuzzing.Mutation;

/// <summary>Changes elements and attributes of an XML document, which stays well-formed.</summary>
internal static class XmlMutator
{
    private const int Deepest = 100;

    private static readonly string[] Values =
        ["", "0", "-1", "1", "yes", "no", "*", "65536", "2147483648", "a", "[a]", "!(loc.A)", "$(var.A)", "{", "\u4e2d", "a\nb", "..\\a", "a|b",
            "a;b", "not 1 ="];

    /// <summary>One change, or null when the input is no XML.</summary>
    public static byte[]? Mutate(byte[] input, Random random, IReadOnlyList<byte[]> words)
    {
        if (Parse(input)?.Root is not { } root) return null;
        XElement[] elements = [.. root.DescendantsAndSelf()];
        XElement element = Pick(elements, random), other = Pick(elements, random);
        switch (random.Next(8))
        {
            case 0 when element != root: element.Remove(); break;
            case 1: other.Add(new XElement(element)); break;
            case 2: element.Name = other.Name; break;
            case 3: element.Add(new XText(Value(random, words, elements))); break;
            case 4 when other.Attributes().Any():
                XAttribute copied = Pick(other.Attributes().ToArray(), random);
                element.SetAttributeValue(copied.Name, copied.IsNamespaceDeclaration ? null : copied.Value);
                break;
            case 5 when element.Attributes().Any(a => !a.IsNamespaceDeclaration):
                Pick(element.Attributes().Where(a => !a.IsNamespaceDeclaration).ToArray(), random).Remove();
                break;
            case 6 when element != root: element.AddBeforeSelf(new XElement(other)); break;
            default:
                XAttribute[] attributes = [.. element.Attributes().Where(a => !a.IsNamespaceDeclaration)];
                if (attributes.Length > 0) Pick(attributes, random).Value = Value(random, words, elements);
                else element.Value = Value(random, words, elements);
                break;
        }

        return Write(root.Document!);
    }

    private static byte[]? Write(XDocument document)
    {
        try
        {
            return Encoding.UTF8.GetBytes(document.ToString(SaveOptions.DisableFormatting));
        }
        catch (XmlException)
        {
            // An element was moved where its namespace cannot be declared.
            return null;
        }
    }

    private static string Value(Random random, IReadOnlyList<byte[]> words, XElement[] elements) => random.Next(3) switch
    {
        0 => Values[random.Next(Values.Length)],
        1 when words.Count > 0 => string.Concat(Encoding.UTF8.GetString(words[random.Next(words.Count)]).Where(XmlConvert.IsXmlChar)),
        _ => Pick(elements, random).Attributes().Where(a => !a.IsNamespaceDeclaration).Select(a => a.Value).FirstOrDefault() ?? "a",
    };

    private static T Pick<T>(T[] items, Random random) => items[random.Next(items.Length)];

    private static XDocument? Parse(byte[] input)
    {
        try
        {
            // Deeper ones are for the mutations that know no grammar: copying them takes the stack.
            using XmlReader scan = XmlReader.Create(new MemoryStream(input));
            while (scan.Read())
            {
                if (scan.Depth > Deepest) return null;
            }

            using XmlReader reader = XmlReader.Create(new MemoryStream(input));
            return XDocument.Load(reader, LoadOptions.PreserveWhitespace);
        }
        catch (XmlException)
        {
            return null;
        }
    }
}
