namespace OmsGateway.Configuration.Hosts;

/// <summary>
/// Suffixes too wide for a wildcard: every single label (<c>com</c>), and the second-level ones that registries and clouds
/// hand out to anybody. It need not be the whole Public Suffix List: it guards an administrator against a slip.
/// </summary>
internal static class PublicSuffixes
{
    private static readonly HashSet<string> Known = new(StringComparer.Ordinal)
    {
        "ac.uk", "co.at", "co.il", "co.in", "co.jp", "co.kr", "co.nz", "co.th", "co.uk", "co.za", "com.ar", "com.au", "com.br",
        "com.cn", "com.co", "com.hk", "com.mx", "com.my", "com.pl", "com.pt", "com.ru", "com.sg", "com.tr", "com.tw", "com.ua",
        "edu.au", "edu.cn", "gov.au", "gov.br", "gov.cn", "gov.uk", "gouv.fr", "me.uk", "ne.jp", "net.au", "net.br", "net.cn",
        "net.uk", "nhs.uk", "or.at", "or.jp", "or.kr", "org.au", "org.br", "org.cn", "org.uk", "gv.at",
        "azure.com", "azure.us", "azure.cn", "azurewebsites.net", "azurestaticapps.net", "azureedge.net", "azurefd.net",
        "cloudapp.net", "cloudapp.azure.com", "trafficmanager.net", "windows.net", "core.windows.net",
        "usgovcloudapi.net", "core.usgovcloudapi.net", "chinacloudapi.cn", "core.chinacloudapi.cn",
        "amazonaws.com", "cloudfront.net", "herokuapp.com", "github.io", "githubusercontent.com", "blogspot.com",
        "appspot.com", "web.app", "firebaseapp.com", "pages.dev", "workers.dev", "netlify.app", "vercel.app",
    };

    public static bool Contains(string name) => name.IndexOf('.') < 0 || Known.Contains(name);
}
