namespace OmsGateway.Configuration.Settings;

/// <summary>Reads one kind of value.</summary>
/// <param name="text">The value, without surrounding white space.</param>
/// <param name="value">The value read; meaningless when there is an error.</param>
/// <returns>What is wrong and what to write instead, or null when the value is good.</returns>
internal delegate string? ValueReader<T>(string text, out T value);
