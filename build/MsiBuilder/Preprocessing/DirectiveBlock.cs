using System.Xml.Linq;
using OmsGateway.MsiBuilder.Diagnostics;
using OmsGateway.MsiBuilder.Wix;

namespace OmsGateway.MsiBuilder.Preprocessing;

/// <summary>The nodes from an <c>if</c> or <c>foreach</c> to its end, cut at <c>elseif</c> and <c>else</c>.</summary>
internal sealed class DirectiveBlock
{
    private DirectiveBlock(List<(XProcessingInstruction, List<XNode>)> branches, int end) => (Branches, End) = (branches, end);

    public IReadOnlyList<(XProcessingInstruction Head, List<XNode> Body)> Branches { get; }

    /// <summary>The index of the closing instruction.</summary>
    public int End { get; }

    public static DirectiveBlock Find(
        IReadOnlyList<XNode> nodes, int start, string closing, DiagnosticBag diagnostics, string file)
    {
        var branches = new List<(XProcessingInstruction Head, List<XNode> Body)> { ((XProcessingInstruction)nodes[start], []) };
        var depth = 0;
        for (var i = start + 1; i < nodes.Count; i++)
        {
            var target = (nodes[i] as XProcessingInstruction)?.Target;
            if (depth == 0 && target == closing)
                return new DirectiveBlock(branches, i);
            if (depth == 0 && closing == "endif" && target is "else" or "elseif")
            {
                branches.Add(((XProcessingInstruction)nodes[i], []));
                continue;
            }

            depth += target switch
            {
                "if" or "ifdef" or "ifndef" or "foreach" => 1,
                "endif" or "endforeach" => -1,
                _ => 0,
            };
            branches[^1].Body.Add(nodes[i]);
        }

        diagnostics.Error(XmlSource.LocationOf(nodes[start], file), DiagnosticCode.UnbalancedDirective,
            $"<?{branches[0].Head.Target}?> is not closed by <?{closing}?>.");
        // As if it were closed at the end: everything that follows is in its body already and must not be read again.
        return new DirectiveBlock(branches, nodes.Count - 1);
    }
}
