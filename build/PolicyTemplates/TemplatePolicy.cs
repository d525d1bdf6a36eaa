using OmsGateway.Configuration.Policy;
using OmsGateway.Configuration.Settings;

namespace OmsGateway.PolicyTemplates;

/// <summary>A policy of the templates: a setting, or a list that is added to the gateway's own.</summary>
/// <param name="Name">Its name, by which its texts go as well.</param>
/// <param name="Definition">The setting, or null for a list.</param>
internal sealed record TemplatePolicy(string Name, SettingDefinition? Definition)
{
    /// <summary>All of them. A secret is none: every user may read a policy.</summary>
    public static IReadOnlyList<TemplatePolicy> All { get; } =
    [
        .. SettingDefinitions.All.Where(d => d.Kind != SettingKind.Secret).Select(d => new TemplatePolicy(d.Name, d)),
        new(PolicyLists.AllowedHosts, null), new(PolicyLists.Groups, null), new(PolicyLists.GroupAllowedHosts, null),
    ];

    /// <summary>Whether it has a control besides Enabled and Disabled.</summary>
    public bool HasElement => Definition?.Kind != SettingKind.Boolean;

    /// <summary>Whether its entries are values of a sub key.</summary>
    public bool IsList => Definition is null || PolicyLists.IsList(Definition);

    /// <summary>Whether it is a number.</summary>
    public bool IsNumber => Definition?.Kind is SettingKind.Integer or SettingKind.Seconds;

    /// <summary>Whether one of a few words is chosen.</summary>
    public bool IsChoice => Definition?.Kind == SettingKind.Choice;

    /// <summary>Id of the text for a word that can be chosen.</summary>
    /// <param name="word">The word; an id has no full stop.</param>
    public string ChoiceId(string word) => $"{Name}_{word.Replace('.', '_')}";
}
