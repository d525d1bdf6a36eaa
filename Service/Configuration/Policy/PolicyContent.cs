namespace OmsGateway.Configuration.Policy;

/// <summary>The type of a value in the registry, as far as it matters to a policy.</summary>
public enum PolicyValueType
{
    /// <summary>REG_SZ.</summary>
    Text,

    /// <summary>REG_DWORD.</summary>
    Number,

    /// <summary>Any other, which no setting takes.</summary>
    Other,
}

/// <summary>A value below the policy key, as it stands in the registry.</summary>
/// <param name="List">Name of the sub key that it is in, or empty for the policy key itself.</param>
/// <param name="Name">Name of the value.</param>
/// <param name="Type">Its type.</param>
/// <param name="Text">Its data; a number in decimal digits, and nothing for <see cref="PolicyValueType.Other"/>.</param>
public sealed record PolicyValue(string List, string Name, PolicyValueType Type, string Text);

/// <summary>What is below the policy key at one moment.</summary>
/// <param name="Values">The values, in the same order whenever they are the same.</param>
/// <param name="Problem">Why it could not be read, as a sentence, or null.</param>
public sealed record PolicyContent(IReadOnlyList<PolicyValue> Values, string? Problem = null)
{
    /// <summary>No policy.</summary>
    public static PolicyContent None { get; } = new([]);

    // A record would compare the lists as objects, and every reading makes a new one.
    /// <inheritdoc/>
    public bool Equals(PolicyContent? other) => other is not null && Problem == other.Problem && Values.SequenceEqual(other.Values);

    /// <inheritdoc/>
    public override int GetHashCode() => Values.Count;
}

/// <summary>Where policy is read from.</summary>
public interface IPolicySource
{
    /// <summary>Reads it anew; cheap enough to be called every second. Never throws for what it finds there.</summary>
    PolicyContent Read();
}

/// <summary>A computer without Group Policy: every platform but Windows.</summary>
public sealed class NoPolicySource : IPolicySource
{
    /// <inheritdoc/>
    public PolicyContent Read() => PolicyContent.None;
}
