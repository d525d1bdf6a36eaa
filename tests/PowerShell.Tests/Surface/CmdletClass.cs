using System.Management.Automation;
using System.Reflection;

namespace OmsGateway.PowerShell.Tests.Surface;

/// <summary>A cmdlet as PowerShell will read it from the compiled module.</summary>
internal sealed class CmdletClass(Type type)
{
    private readonly CustomAttributeData _attribute = type.Attributes<CmdletAttribute>().Single();

    /// <summary>Every cmdlet of the module by name.</summary>
    public static IReadOnlyDictionary<string, CmdletClass> All { get; } = typeof(GatewayCmdlet).Assembly.GetTypes()
        .Where(t => t.Has<CmdletAttribute>()).Select(t => new CmdletClass(t)).ToDictionary(c => c.Name);

    public Type Type => type;

    public string Verb => (string)_attribute.ConstructorArguments[0].Value!;

    public string Noun => (string)_attribute.ConstructorArguments[1].Value!;

    public string Name => $"{Verb}-{Noun}";

    public bool AsksFirst => SupportsShouldProcess
        && (ConfirmImpact)_attribute.Named("ConfirmImpact", (int)ConfirmImpact.Medium) == ConfirmImpact.High;

    public bool SupportsShouldProcess => _attribute.Named("SupportsShouldProcess", false);

    public string DefaultSet => _attribute.Named("DefaultParameterSetName", "");

    public string[] Aliases => [.. type.Attributes<AliasAttribute>().SelectMany(a => a.List<string>())];

    /// <summary>The types that it takes from the pipeline.</summary>
    public IEnumerable<string> Inputs => Sets.Values.SelectMany(set => set).Where(p => p.PipelineInput != "false")
        .Select(p => p.PipelineInput.Contains("ByValue", StringComparison.Ordinal) ? "System.String" : "System.Management.Automation.PSObject").Distinct();

    public Type[] Outputs => [.. type.Attributes<OutputTypeAttribute>().SelectMany(a => a.List<Type>())];

    public IEnumerable<PropertyInfo> Properties => type.GetProperties().Where(p => p.Has<ParameterAttribute>());

    /// <summary>The parameter sets by name; one called "" when there is only that.</summary>
    public IReadOnlyDictionary<string, CmdletParameter[]> Sets
    {
        get
        {
            string[] names = Properties.SelectMany(p => p.Attributes<ParameterAttribute>()).Select(SetOf)
                .Where(n => n.Length > 0).Distinct().OrderBy(n => n != DefaultSet).ToArray();
            return (names.Length == 0 ? [""] : names).ToDictionary(n => n, ParametersOf);
        }
    }

    /// <summary>The syntax lines as PowerShell shows them, without the common parameters.</summary>
    public IEnumerable<string> Syntax => Sets.Values.Select(set =>
        string.Join(' ', [Name, .. set.Select(p => p.ToString()), .. SupportsShouldProcess ? (string[])["[-WhatIf]", "[-Confirm]"] : []]));

    private CmdletParameter[] ParametersOf(string set) =>
    [
        .. Properties.SelectMany(p => p.Attributes<ParameterAttribute>().Where(a => SetOf(a) is "" || SetOf(a) == set)
                .Select(a => new CmdletParameter(p, a)))
            .OrderBy(p => p.IsPositional ? p.Position : int.MaxValue).ThenBy(p => !p.IsMandatory)
            .ThenBy(p => p.Property.DeclaringType != type),
    ];

    // Without a name the parameter belongs to every set.
    private static string SetOf(CustomAttributeData parameter) => parameter.Named("ParameterSetName", "");
}
