namespace OmsGateway.Gateway.Upstream;

/// <summary>As many names are being looked up as may be at once, so that another one is not.</summary>
internal sealed class LookUpsBusyException() : Exception("Too many names are being looked up.");
