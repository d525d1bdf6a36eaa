using Microsoft.Extensions.Logging;

namespace OmsGateway.Host.Logging;

/// <summary>One event on its way to a sink: one line without control characters.</summary>
/// <param name="Time">When it happened, UTC.</param>
/// <param name="Level">How severe it is.</param>
/// <param name="Id">One of <c>EventIds</c>.</param>
/// <param name="Message">What happened.</param>
internal readonly record struct LogEntry(DateTimeOffset Time, LogLevel Level, int Id, string Message);
