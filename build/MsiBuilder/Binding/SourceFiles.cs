using System.Text.RegularExpressions;
using OmsGateway.MsiBuilder.Compilation;
using OmsGateway.MsiBuilder.Diagnostics;

namespace OmsGateway.MsiBuilder.Binding;

/// <summary>Finds the files that the sources name, by bind paths and the current folder; backslashes separate on any system.</summary>
internal sealed partial class SourceFiles(CompileOptions options, VariableResolver resolver, DiagnosticBag diagnostics)
{
    private readonly Dictionary<string, string> _found = new(StringComparer.Ordinal);

    /// <summary>The file's path, or null after reporting that there is none.</summary>
    public string? Find(string source, SourceLocation location)
    {
        var resolved = resolver.Resolve(source, location).Replace('\\', '/');
        if (_found.TryGetValue(resolved, out var known))
            return known;
        var candidates = Candidates(resolved).ToList();
        var path = candidates.FirstOrDefault(File.Exists);
        if (path is null)
            diagnostics.Error(location, DiagnosticCode.FileNotFound, $"The file '{source}' was not found; looked for {string.Join(", ", candidates)}.");
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
            return folders.Count == 0 ? [source] : folders.Select(f => source.Replace(match.Value, f.TrimEnd('/', '\\'), StringComparison.Ordinal));
        }

        return Path.IsPathRooted(source)
            ? [source]
            : options.BindPaths.Where(p => p.Name.Length == 0).Select(p => Path.Combine(p.Folder, source)).Append(source);
    }
}
