using System.CommandLine;
using OmsGateway.Sbom;

var package = new Argument<string>("package") { Description = "The .msi; the two files are written beside it." };
var name = new Option<string>("--name") { Description = "The product's name.", Required = true };
var version = new Option<string>("--product-version") { Description = "The product's version.", Required = true };
var parts = new Option<string[]>("--part")
{
    Description = "A program file in the package and the lists of what it was made of: file|list|list. No file, |list, means that the "
        + "listed files are in the package as they are. A list has a path on each line, as the compiler's and the linker's "
        + "response files do. Repeatable.",
    Required = true,
};
var also = new Option<string[]>("--also") { Description = "Another file beside the package that SHA256SUMS lists. Repeatable.", DefaultValueFactory = _ => [] };

var root = new RootCommand("Writes a bill of materials (CycloneDX 1.6) of a package, and SHA256SUMS. Exit code 3: a file could not be read or written.")
{
    package, name, version, parts, also,
};
root.SetAction(arguments =>
{
    try
    {
        string msi = arguments.GetRequiredValue(package);
        string bill = Path.ChangeExtension(msi, ".cdx.json");
        ProductPart[] contents = [.. arguments.GetRequiredValue(parts).Select(ProductPart.Read)];
        File.WriteAllText(bill, BillOfMaterials.Write(arguments.GetRequiredValue(name), arguments.GetRequiredValue(version), msi, contents));
        Checksums.Write(Path.Combine(Path.GetDirectoryName(Path.GetFullPath(msi))!, "SHA256SUMS"), [msi, bill, .. arguments.GetRequiredValue(also)]);
        return 0;
    }
    catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or InvalidDataException)
    {
        Console.Error.WriteLine($"Sbom: {exception.Message}");
        return 3;
    }
});
return root.Parse(args).Invoke();
