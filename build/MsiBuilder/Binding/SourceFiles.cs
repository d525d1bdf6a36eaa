using System.Text.RegularExpressions;
using OmsGateway.MsiBuilder.Compilation;
using OmsGateway.MsiBuilder.CompoundFile;
using OmsGateway.MsiBuilder.Diagnostics;
using OmsGateway.MsiBuilder.Resources;

namespace OmsGateway.MsiBuilder.Binding;

/// <summary>
/// Finds the files that the sources name, by bind paths and the current folder; backslashes separate on any system.
/// </summary>
internal sealed partial class SourceFiles(CompileOptions options, VariableResolver resolver, DiagnosticBag diagnostics)
{
    /// <summary>In front of the name of a file that is part of this program, such as a default picture of the dialogs.</summary>
    private const string Resource = "resource:";

    private readonly Dictionary<string, string> _found = new(StringComparer.Ordinal);

    /// <summary>The file's bytes, or null after reporting that there is none.</summary>
    public StreamContent? Open(string source, SourceLocation location)
    {
        var resolved = resolver.Resolve(source, location);
        if (resolved.StartsWith(Resource, StringComparison.Ordinal))
            return StreamContent.Of(EmbeddedFiles.Read(resolved[Resource.Length..]));
        return Find(source, location) is { } path ? StreamContent.OfFile(path) : null;
    }

    /// <summary>The file's path, or null after reporting that there is none.</summary>
    public string? Find(string source, SourceLocation location)
    {
        var resolved = resolver.Resolve(source, location).Replace('\\', '/');
        if (_found.TryGetValue(resolved, out var known))
            return known;
        var candidates = Candidates(resolved).ToList();
        var path = candidates.FirstOrDefault(File.Exists);
        if (path is null)
            diagnostics.Error(location, DiagnosticCode.FileNotFound,
                $"The file '{source}' was not found; looked for {string.Join(", ", candidates)}.");
        else
            _found.Add(resolved, path);
        return path;
    }

    [GeneratedRegex(@"!\(bindpath\.([^)]+)\)")]
    private static partial Regex BindPath();

    private IEnumerable<string> Candidates(string source)
    {
        var match = BindPath().Match(source);
        if (match.Success)
        {
            var folders = options.BindPaths.Where(p => p.Name == match.Groups[1].Value).Select(p => p.Folder).ToList();
            return folders.Count == 0
                ? [source] : folders.Select(f => source.Replace(match.Value, f.TrimEnd('/', '\\'), StringComparison.Ordinal));
        }

        return Path.IsPathRooted(source)
            ? [source]
            : options.BindPaths.Where(p => p.Name.Length == 0).Select(p => Path.Combine(p.Folder, source)).Append(source);
    }
}
