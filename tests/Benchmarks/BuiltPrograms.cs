namespace OmsGateway.Benchmarks;

/// <summary>What <c>./build.sh bench</c> has built, by the variables that it sets.</summary>
internal sealed class BuiltPrograms
{
    public string LoadGenerator => Named("OMSGATEWAY_LOAD");

    /// <summary>The program for Linux, compiled ahead of time.</summary>
    public string Native => Named("OMSGATEWAY_NATIVE");

    public string CoreClr => Named("OMSGATEWAY_CORECLR");

    public string WindowsNative => Named("OMSGATEWAY_WINDOWS_NATIVE");

    public string WindowsCoreClr => Named("OMSGATEWAY_WINDOWS_CORECLR");

    public string Package => Named("OMSGATEWAY_MSI");

    /// <summary>The native program of the commit that this one is compared with.</summary>
    public string Against => Named("OMSGATEWAY_AGAINST");

    private static string Named(string variable) =>
        Environment.GetEnvironmentVariable(variable) ?? throw new InvalidOperationException("Run ./build.sh bench.");
}
