using OmsGateway.Gateway.RelayProxy.Reply;

namespace OmsGateway.Gateway.RelayProxy;

/// <summary>What came back for one request.</summary>
/// <param name="Outcome">How reading ended.</param>
/// <param name="Head">The head when <see cref="ReplyOutcome.Complete"/>, else null.</param>
/// <param name="IsReusable">Whether the connection can carry another request.</param>
internal readonly record struct ProxyReply(ReplyOutcome Outcome, ReplyHead? Head, bool IsReusable);
