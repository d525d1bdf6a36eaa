using Microsoft.Extensions.Logging;

namespace OmsGateway.Host.Logging;

/// <summary>A line of the access log on its way to a sink.</summary>
/// <param name="Time">When the connection was over, UTC.</param>
/// <param name="Level">How severe that end is.</param>
/// <param name="Text">The line in ASCII, without its end. It is the sink's until that returns.</param>
internal readonly record struct LogLine(DateTimeOffset Time, LogLevel Level, ReadOnlyMemory<byte> Text);
