namespace OmsGateway.MsiBuilder.Diagnostics;

/// <summary>
/// Kinds of mistakes, numbered as in the WiX toolset so that they can be looked up; from 9000 on there is no such
/// number.
/// </summary>
public enum DiagnosticCode
{
    /// <summary>An attribute is not known.</summary>
    UnexpectedAttribute = 4,

    /// <summary>An element is not known, or not at this place.</summary>
    UnexpectedElement = 5,

    /// <summary>Two attributes exclude each other.</summary>
    ConflictingAttributes = 35,

    /// <summary>An attribute is missing.</summary>
    MissingAttribute = 10,

    /// <summary>A GUID is malformed.</summary>
    InvalidGuid = 9,

    /// <summary>An identifier is malformed.</summary>
    InvalidIdentifier = 14,

    /// <summary>A value is neither yes nor no.</summary>
    InvalidYesNo = 15,

    /// <summary>A value is not one of those allowed.</summary>
    InvalidValue = 21,

    /// <summary>A file name is not one.</summary>
    InvalidFileName = 27,

    /// <summary>A number is out of bounds.</summary>
    NumberOutOfRange = 46,

    /// <summary>A symbol is defined twice.</summary>
    DuplicateSymbol = 91,

    /// <summary>A reference leads nowhere.</summary>
    UnresolvedReference = 94,

    /// <summary>A localization string is defined twice.</summary>
    DuplicateLocalization = 100,

    /// <summary>A localization string is not defined.</summary>
    UnknownLocalization = 102,

    /// <summary>A file cannot be found.</summary>
    FileNotFound = 103,

    /// <summary>A file is not well-formed XML, or not of the expected kind.</summary>
    InvalidXml = 104,

    /// <summary>A component belongs to no feature.</summary>
    OrphanedComponent = 267,

    /// <summary>A feature without a parent cannot follow it.</summary>
    RootFeatureFollowsParent = 209,

    /// <summary>A localization string is given a default where it is used.</summary>
    LocalizationDefault = 213,

    /// <summary>One of the installer's own rules is broken (ICE).</summary>
    Validation = 204,

    /// <summary>A preprocessor variable is not defined.</summary>
    UndefinedVariable = 150,

    /// <summary>An <c>if</c> or <c>foreach</c> is not closed, or closed without being opened.</summary>
    UnbalancedDirective = 147,

    /// <summary>A preprocessor condition cannot be understood.</summary>
    InvalidCondition = 159,

    /// <summary>A WiX variable is not defined.</summary>
    UnknownWixVariable = 197,

    /// <summary>An <c>error</c> or <c>warning</c> directive of the source.</summary>
    SourceDirective = 250,

    /// <summary>A character is not in the database's codepage.</summary>
    CharacterNotInCodepage = 311,

    /// <summary>Actions are scheduled around one another in a circle.</summary>
    CircularAction = 164,

    /// <summary>There is no room for an action at the place asked for.</summary>
    NoSequenceNumber = 165,

    /// <summary>An action is scheduled twice.</summary>
    DuplicateAction = 166,

    /// <summary>A component's GUID cannot be derived.</summary>
    CannotDeriveGuid = 230,

    /// <summary>There is no package, or more than one.</summary>
    NoSinglePackage = 93,

    /// <summary>Two rows have one primary key, or a value does not fit its table.</summary>
    InvalidRow = 130,

    /// <summary>An action is suppressed: a warning, for what it did is not done any more.</summary>
    SuppressedAction = 1008,

    /// <summary>A preprocessor variable is given another value; the toolset only warns, and builds take warnings for errors.</summary>
    VariableRedefined = 1118,

    /// <summary>A preprocessor directive or function is not known.</summary>
    UnknownDirective = 9001,

    /// <summary>A binder variable is not known.</summary>
    UnknownBinderVariable = 9002,

    /// <summary>A directory's parents lead back to it.</summary>
    CircularDirectory = 9004,

    /// <summary>Nesting or repetition that no real source has.</summary>
    TooComplex = 9005,

    /// <summary>An element asks for something that this compiler cannot do.</summary>
    NotSupported = 9003,
}
