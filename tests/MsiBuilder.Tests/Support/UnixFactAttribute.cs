namespace OmsGateway.MsiBuilder.Tests.Support;

/// <summary>A test with msitools or Wine, which there are not on Windows; anywhere else it runs.</summary>
public sealed class UnixFactAttribute : FactAttribute
{
    internal const string Reason = "There are no msitools and no Wine on Windows.";

    public UnixFactAttribute() => Skip = OperatingSystem.IsWindows() ? Reason : null;
}

/// <summary>As <see cref="UnixFactAttribute"/>, with data.</summary>
public sealed class UnixTheoryAttribute : TheoryAttribute
{
    public UnixTheoryAttribute() => Skip = OperatingSystem.IsWindows() ? UnixFactAttribute.Reason : null;
}
