namespace OmsGateway.MsiBuilder.Validation;

/// <summary>A file with a version has a language too; one that goes with another file has neither.</summary>
internal sealed class FileLanguageRule : IValidationRule
{
    public string Ice => "ICE60";

    public IEnumerable<string> Check(Tables tables)
    {
        // Without it every repair copies the file again, because the file itself has a language (Microsoft, "ICE60").
        var files = tables.Rows("File").Select(r => r.Text("File")).ToHashSet();
        var fonts = tables.Rows("Font").Select(r => r.Text("File_")).ToHashSet();
        return tables.Rows("File")
            // A version may be the key of the file that this one goes with; fonts have no language.
            .Where(r => r.Text("Version") is { } version && !files.Contains(version) && r.Text("Language") is null && !fonts.Contains(r.Text("File")))
            .Select(r => $"The file {r.Text("File")} has the version {r.Text("Version")} and no language.");
    }
}
