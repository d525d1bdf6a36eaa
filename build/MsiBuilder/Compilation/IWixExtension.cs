using OmsGateway.MsiBuilder.Database;

namespace OmsGateway.MsiBuilder.Compilation;

/// <summary>Elements of a further namespace, the tables they fill, and the sources of what they pull in.</summary>
internal interface IWixExtension
{
    /// <summary>The namespace of its elements.</summary>
    string Namespace { get; }

    /// <summary>The tables it adds to the standard ones.</summary>
    IReadOnlyDictionary<string, TableDefinition> Tables { get; }

    /// <summary>Resources with WiX sources, whose sections get in when something refers to them.</summary>
    IReadOnlyList<string> Sources { get; }

    /// <summary>Resources with those strings of the sources that are the same in every language.</summary>
    IReadOnlyList<string> Localizations => [];

    /// <summary>Compiles <paramref name="element"/>, or says that it does not know it there.</summary>
    bool TryCompile(ElementReader parent, ElementReader element, ElementContext context, Scope scope);
}
