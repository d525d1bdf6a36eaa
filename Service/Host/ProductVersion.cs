using System.Reflection;

namespace OmsGateway.Host;

/// <summary>The product's version as <c>--version</c> and event 101 show it.</summary>
internal static class ProductVersion
{
    public static string Text { get; } =
        typeof(ProductVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "";
}
