using OmsGateway.Configuration.Settings;

namespace OmsGateway.Configuration.SystemProxies;

/// <summary>Where the operating system's own proxy settings are read.</summary>
internal interface ISystemProxySource
{
    /// <summary>Reads them anew; cheap enough for every second. What it cannot use is a problem or warning of the result.</summary>
    SystemProxy Read();
}
