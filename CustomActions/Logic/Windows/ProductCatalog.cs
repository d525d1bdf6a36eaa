using OmsGateway.CustomActions.Machine;
using OmsGateway.CustomActions.Windows.Native;

namespace OmsGateway.CustomActions.Windows;

/// <summary>Enumerates the products visible to this user, which are all that were installed for the machine.</summary>
internal sealed class ProductCatalog : IProductCatalog
{
    // 38 characters and the terminating null, as the MsiEnumProducts page asks for.
    private const int CodeLength = 39;

    public IEnumerable<InstalledProduct> Read()
    {
        var code = new char[CodeLength];
        for (uint i = 0; MsiApi.MsiEnumProductsW(i, code) == MsiApi.ERROR_SUCCESS; i++)
        {
            string text = new(code, 0, CodeLength - 1);
            yield return new InstalledProduct(
                text, Info(text, "InstalledProductName"), Info(text, "Publisher"), Info(text, "InstallLocation"),
                Info(text, "VersionString"));
        }
    }

    private static string Info(string code, string property)
    {
        var buffer = new char[512];
        uint length = (uint)buffer.Length;
        uint result = MsiApi.MsiGetProductInfoW(code, property, buffer, ref length);
        if (result == MsiApi.ERROR_MORE_DATA)
        {
            // The length that comes back is without the terminating null, the one that goes in with it (the page MsiGetProductInfoW).
            buffer = new char[++length];
            result = MsiApi.MsiGetProductInfoW(code, property, buffer, ref length);
        }

        return result == MsiApi.ERROR_SUCCESS ? new string(buffer, 0, (int)length) : "";
    }
}
