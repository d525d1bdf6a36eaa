using Microsoft.Extensions.Logging;

namespace OmsGateway.Host.Logging;

/// <summary>What is known of a line in a buffer.</summary>
/// <param name="Time">When the connection was over, UTC.</param>
/// <param name="Level">How severe that end is.</param>
/// <param name="Length">Bytes of the line, without its end.</param>
internal readonly record struct LineMark(DateTimeOffset Time, LogLevel Level, int Length);
