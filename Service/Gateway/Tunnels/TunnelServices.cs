using OmsGateway.Gateway.Listening;
using OmsGateway.Gateway.Reporting;
using OmsGateway.Gateway.Upstream;

namespace OmsGateway.Gateway.Tunnels;

/// <summary>What every tunnel works with.</summary>
internal sealed record TunnelServices(UpstreamConnector Connector, TunnelReporter Reporter, Admission Admission, TimeProvider Time);
