namespace OmsGateway.Gateway.RelayProxy.Health;

/// <summary>One tunnel's, or the gateway's own, turn at a relay proxy.</summary>
/// <param name="Generation">How often the proxy's health had changed when it began: what an older one learns is out of date.</param>
/// <param name="Answers">How often the proxy had done its part when it began: one that answers others meanwhile is not to blame for silence.</param>
/// <param name="IsProbe">Whether it is the one that tries whether a proxy that was down works again.</param>
internal readonly record struct RelayProxyAttempt(int Generation, int Answers, bool IsProbe);
