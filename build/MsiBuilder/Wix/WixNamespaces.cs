namespace OmsGateway.MsiBuilder.Wix;

/// <summary>The XML namespaces of WiX v4, which v5 and v6 share.</summary>
internal static class WixNamespaces
{
    public const string Source = "http://wixtoolset.org/schemas/v4/wxs";
    public const string Localization = "http://wixtoolset.org/schemas/v4/wxl";
    public const string Util = "http://wixtoolset.org/schemas/v4/wxs/util";
    public const string Firewall = "http://wixtoolset.org/schemas/v4/wxs/firewall";
    public const string UI = "http://wixtoolset.org/schemas/v4/wxs/ui";
}
