using System.Management.Automation;
using System.Reflection;

namespace OmsGateway.PowerShell.Tests.Surface;

/// <summary>A parameter in one parameter set, as PowerShell will read it from the compiled cmdlet.</summary>
internal sealed record CmdletParameter(PropertyInfo Property, CustomAttributeData Attribute)
{
    public string Name => Property.Name;

    public Type Type => Nullable.GetUnderlyingType(Property.PropertyType) ?? Property.PropertyType;

    public bool IsSwitch => Type == typeof(SwitchParameter);

    public int Position => Attribute.Named(nameof(ParameterAttribute.Position), int.MinValue);

    public bool IsPositional => Position >= 0;

    public bool IsMandatory => Attribute.Named(nameof(ParameterAttribute.Mandatory), false);

    public string[] Aliases => [.. Property.Attributes<AliasAttribute>().SelectMany(a => a.List<string>())];

    public bool TakesWildcards => Property.Has<SupportsWildcardsAttribute>();

    private Type Element => Type.GetElementType() ?? Type;

    /// <summary>The words that it takes, where it takes only a few.</summary>
    public string[] Choices => Element.IsEnum ? Enum.GetNames(Element)
        : [.. Property.Attributes<ValidateSetAttribute>().SelectMany(a => a.List<string>())];

    /// <summary>The value that holds where none is given, as help shows it.</summary>
    public string Default => IsSwitch ? "False"
        : Type == typeof(DateTime) ? "A day ago"
        : Type.IsValueType ? $"{Property.GetValue(Activator.CreateInstance(Property.ReflectedType!))}"
        : "None";

    /// <summary>The type as PowerShell writes it.</summary>
    public string TypeName => Type == typeof(string[]) ? "string[]"
        : Type == typeof(string) ? "string"
        : Type == typeof(int) ? "int"
        : Type == typeof(object) ? "Object"
        : Type.Name;

    public string PipelineInput => (Takes("ValueFromPipeline"), Takes("ValueFromPipelineByPropertyName")) switch
    {
        (true, true) => "true (ByValue, ByPropertyName)",
        (true, false) => "true (ByValue)",
        (false, true) => "true (ByPropertyName)",
        _ => "false",
    };

    /// <summary>The parameter in a syntax line: <c>[[-Name] &lt;string&gt;]</c>.</summary>
    public override string ToString()
    {
        string name = IsPositional ? $"[-{Name}]" : $"-{Name}";
        string text = IsSwitch ? name : $"{name} <{TypeName}>";
        return IsMandatory ? text : $"[{text}]";
    }

    private bool Takes(string source) => Attribute.Named(source, false);
}
