using System.Xml.Linq;
using OmsGateway.MsiBuilder.Diagnostics;
using OmsGateway.MsiBuilder.Wix;

namespace OmsGateway.MsiBuilder.Preprocessing;

/// <summary>Turns an XML document into elements, carrying out its processing instructions on the way.</summary>
internal sealed class Preprocessor
{
    // An include that includes itself would never end.
    private const int MaxIncludeDepth = 64;

    // Every element is a call deeper, here and in what follows.
    private const int MaxElementDepth = 200;

    // A variable that is defined by itself twice over doubles each time.
    private const int MaxValueLength = 1 << 20;

    private readonly PreprocessorVariables _variables;
    private readonly IReadOnlyList<string> _includePaths;
    private readonly DiagnosticBag _diagnostics;
    private int _includeDepth;
    private int _elementDepth;
    private bool _inForEach;

    public Preprocessor(
        IReadOnlyDictionary<string, string> variables, IReadOnlyList<string> includePaths, DiagnosticBag diagnostics)
    {
        _variables = new PreprocessorVariables(variables, diagnostics);
        _includePaths = includePaths;
        _diagnostics = diagnostics;
    }

    public WixElement? Process(XDocument document, string file)
    {
        // The root may be inside an if, so it is processed like any other node, as a child of something.
        var holder = new WixElement("", "", new(file, 0));
        Process([.. document.Nodes()], file, holder);
        return holder.Children.FirstOrDefault();
    }

    private void Process(IReadOnlyList<XNode> nodes, string file, WixElement parent)
    {
        for (var i = 0; i < nodes.Count; i++)
        {
            switch (nodes[i])
            {
                case XElement element:
                    parent.Children.Add(Convert(element, file));
                    break;
                case XText text:
                    parent.Text += _variables.Expand(text.Value, XmlSource.LocationOf(text, file));
                    break;
                case XProcessingInstruction instruction:
                    i = Carry(instruction, nodes, i, file, parent);
                    break;
            }
        }
    }

    private WixElement Convert(XElement source, string file)
    {
        var inForEach = _inForEach;
        var element = new WixElement(source.Name.NamespaceName, source.Name.LocalName, XmlSource.LocationOf(source, file))
        {
            DeclaresNamespace = inForEach,
        };
        // Of the body the toolset reads anew, only the outermost elements get the xmlns (WixElement.DeclaresNamespace).
        _inForEach = false;
        foreach (var attribute in source.Attributes().Where(a => !a.IsNamespaceDeclaration))
            element.Attributes.Add(
                new(attribute.Name.NamespaceName, attribute.Name.LocalName,
                _variables.Expand(attribute.Value, XmlSource.LocationOf(attribute, file))));
        if (++_elementDepth > MaxElementDepth)
            _diagnostics.Error(element.Location, DiagnosticCode.TooComplex,
                $"Elements are nested more than {MaxElementDepth} deep.");
        else
            Process([.. source.Nodes()], file, element);
        _elementDepth--;
        _inForEach = inForEach;
        return element;
    }

    /// <summary>Carries out one instruction and returns the index of the last node that it covers.</summary>
    private int Carry(XProcessingInstruction instruction, IReadOnlyList<XNode> nodes, int index, string file, WixElement parent)
    {
        var location = XmlSource.LocationOf(instruction, file);
        var data = instruction.Data.Trim();
        switch (instruction.Target)
        {
            case "define":
                Define(data, location);
                return index;
            case "undef":
                _variables.Undefine(data);
                return index;
            case "if" or "ifdef" or "ifndef":
                return If(nodes, index, file, parent);
            case "foreach":
                return ForEach(nodes, index, file, parent);
            case "include":
                Include(data, location, parent);
                return index;
            case "error":
                _diagnostics.Error(location, DiagnosticCode.SourceDirective, _variables.Expand(data, location));
                return index;
            case "warning":
                _diagnostics.Warning(location, DiagnosticCode.SourceDirective, _variables.Expand(data, location));
                return index;
            case "else" or "elseif" or "endif" or "endforeach":
                _diagnostics.Error(location, DiagnosticCode.UnbalancedDirective,
                    $"<?{instruction.Target}?> has no beginning here.");
                return index;
            default:
                _diagnostics.Error(location, DiagnosticCode.UnknownDirective,
                    $"The instruction <?{instruction.Target}?> is not known.");
                return index;
        }
    }

    private void Define(string data, SourceLocation location)
    {
        var parts = data.Split('=', 2);
        var value = parts.Length > 1 ? parts[1].Trim() : "";
        if (value.Length > 1 && value[0] == value[^1] && value[0] is '"' or '\'')
            value = value[1..^1];
        // A variable has the value of the place where it is defined, as in the toolset (Preprocessor.cs, PreprocessDefine).
        var expanded = _variables.Expand(value, location);
        if (expanded.Length > MaxValueLength)
            _diagnostics.Error(location, DiagnosticCode.TooComplex,
                $"The value of '{parts[0].Trim()}' is longer than {MaxValueLength} characters.");
        else if (_variables.Get(parts[0].Trim()) is { } current && current != expanded)
            _diagnostics.Error(location, DiagnosticCode.VariableRedefined,
                $"'{parts[0].Trim()}' is '{current}' already; write <?undef {parts[0].Trim()} ?> before it is to be '{expanded}'.");
        else
            _variables.Define(parts[0].Trim(), expanded);
    }

    private int If(IReadOnlyList<XNode> nodes, int index, string file, WixElement parent)
    {
        var block = DirectiveBlock.Find(nodes, index, "endif", _diagnostics, file);
        foreach (var (head, body) in block.Branches)
        {
            if (!IsTrue(head, XmlSource.LocationOf(head, file)))
                continue;
            Process(body, file, parent);
            break;
        }

        return block.End;
    }

    private bool IsTrue(XProcessingInstruction head, SourceLocation location)
    {
        var data = head.Data.Trim();
        switch (head.Target)
        {
            case "else":
                return true;
            case "ifdef":
                return _variables.IsDefined(data.Trim('$', '(', ')'));
            case "ifndef":
                return !_variables.IsDefined(data.Trim('$', '(', ')'));
        }

        try
        {
            return ConditionEvaluator.Evaluate(data, text => _variables.Expand(text, location));
        }
        catch (FormatException e)
        {
            _diagnostics.Error(location, DiagnosticCode.InvalidCondition,
                $"The condition '{data}' cannot be understood: {e.Message}.");
            return false;
        }
    }

    private int ForEach(IReadOnlyList<XNode> nodes, int index, string file, WixElement parent)
    {
        var head = (XProcessingInstruction)nodes[index];
        var location = XmlSource.LocationOf(head, file);
        var block = DirectiveBlock.Find(nodes, index, "endforeach", _diagnostics, file);
        var words = head.Data.Trim().Split(" in ", 2);
        if (words.Length != 2)
        {
            _diagnostics.Error(location, DiagnosticCode.InvalidCondition, "<?foreach?> is written as: name in value;value.");
            return block.End;
        }

        var name = words[0].Trim();
        // The variable keeps its last value after the loop, as in the toolset.
        var outer = _inForEach;
        _inForEach = true;
        foreach (var value in _variables.Expand(words[1].Trim().Trim('"', '\''), location).Split(';'))
        {
            _variables.Define(name, value.Trim());
            Process(block.Branches[0].Body, file, parent);
        }

        _inForEach = outer;
        return block.End;
    }

    private void Include(string data, SourceLocation location, WixElement parent)
    {
        var name = _variables.Expand(data.Trim('"', '\''), location).Replace('\\', '/');
        // The folder of the including file comes first, as in the toolset (Preprocessor.cs, GetIncludeFile).
        var path = _includePaths.Prepend(Path.GetDirectoryName(Path.GetFullPath(location.File)) ?? "")
            .Select(folder => Path.Combine(folder, name))
            .FirstOrDefault(File.Exists);
        if (path is null || _includeDepth >= MaxIncludeDepth)
        {
            _diagnostics.Error(location, DiagnosticCode.FileNotFound,
                $"The file '{name}' cannot be included: {(path is null ? "there is none" : "includes are nested too deep")}.");
            return;
        }

        if (XmlSource.Load(path, _diagnostics, location)?.Root is not { } root)
            return;
        if (root.Name.LocalName != "Include" || root.Name.NamespaceName != WixNamespaces.Source)
        {
            _diagnostics.Error(XmlSource.LocationOf(root, path), DiagnosticCode.InvalidXml,
                "The root of an included file must be Include.");
            return;
        }

        var inForEach = _inForEach;
        // An included file is read as a document of its own, so its elements get no xmlns from the foreach (WixElement.DeclaresNamespace).
        _inForEach = false;
        _includeDepth++;
        Process([.. root.Nodes()], path, parent);
        _includeDepth--;
        _inForEach = inForEach;
    }
}
