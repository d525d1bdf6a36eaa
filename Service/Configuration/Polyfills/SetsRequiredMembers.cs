using System.ComponentModel;

namespace System.Diagnostics.CodeAnalysis;

/// <summary>Says that a constructor sets all required members, as that which copies a record; netstandard2.0 lacks the type.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
[AttributeUsage(AttributeTargets.Constructor)]
internal sealed class SetsRequiredMembersAttribute : Attribute;
