using System.ComponentModel;

namespace System.Runtime.CompilerServices;

/// <summary>Lets netstandard2.0 code declare init-only properties and records; newer runtimes have the type themselves.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
internal static class IsExternalInit;
