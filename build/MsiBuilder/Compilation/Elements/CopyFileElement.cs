namespace OmsGateway.MsiBuilder.Compilation.Elements;

/// <summary><c>CopyFile</c>: a copy of an installed file (DuplicateFile), or of one found on the machine (MoveFile).</summary>
internal static class CopyFileElement
{
    public static void Compile(ElementReader e, Scope scope, ComponentState component, string? file)
    {
        var fileRef = e.Identifier("FileRef");
        if (file is not null && fileRef is not null)
            e.Conflict("CopyFile/@FileRef is given by the File around it.");
        file ??= fileRef;
        scope.Section.Refer(SymbolKind.File, fileRef, e.Location);
        var sourceDirectory = e.Identifier("SourceDirectory");
        var sourceProperty = e.Identifier("SourceProperty");
        var sourceName = e.FileName("SourceName", allowWildcards: true);
        var delete = e.YesNo("Delete") ?? false;
        var destinationDirectory = e.Identifier("DestinationDirectory");
        var destinationProperty = e.Identifier("DestinationProperty");
        var destinationName = e.FileName("DestinationName");
        scope.Section.Refer(SymbolKind.Directory, sourceDirectory, e.Location);
        scope.Section.Refer(SymbolKind.Directory, destinationDirectory, e.Location);
        // The null is the SourceFolder that the toolset hashes first and that is not supported here (Compiler.cs, ParseCopyFileElement).
        var id = e.Identifier("Id") ?? Identifiers.Generate(
            "cf", null, sourceDirectory, sourceProperty, destinationDirectory, destinationProperty, destinationName);
        var target = destinationDirectory ?? destinationProperty;
        if (file is not null)
        {
            var name = destinationName is null
                ? null : new NamePair(destinationName, e.FileName("DestinationShortName"), true, "CopyFile", component.Id, file);
            scope.Section.Row("DuplicateFile", e.Location, id, component.Id, file, name, target);
        }
        else
        {
            var name = destinationName is null
                ? null : new NamePair(destinationName, e.FileName("DestinationShortName"), true, "MoveFile", component.Id);
            scope.Section.Row("MoveFile", e.Location, id, component.Id, sourceName, name, sourceDirectory ?? sourceProperty,
                target, delete ? 1 : 0);
        }

        e.EndLeaf();
    }
}
