using System.Diagnostics;
using OmsGateway.MsiBuilder.Tests.Support;
using OmsGateway.TestSupport;

namespace OmsGateway.MsiBuilder.Tests;

/// <summary>The command as it is called from a build script.</summary>
public sealed class CliTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void Packages_are_compiled_merged_and_dumped()
    {
        foreach (var culture in new[] { "en-US", "de-DE" })
        {
            var (exit, _, error) = Run(
                "compile", "--no-validation", "-o", _folder[$"{culture}.msi"], "-bindpath", Golden.Source, "-culture", culture, "-loc", Words.Path,
                "--extension-ca", Path.Combine(Golden.Source, "payload", "ca.dll"), "-loc", Path.Combine(Golden.Source, "en-US.wxl"),
                "-loc", Path.Combine(Golden.Source, "de-DE.wxl"), "-d", "Unused=1", Path.Combine(Golden.Source, "Sample.wxs"));
            Assert.Equal((0, ""), (exit, error));
        }

        Assert.Equal(0, Run("merge", "-o", _folder["all.msi"], _folder["en-US.msi"], $"de={_folder["de-DE.msi"]}").Exit);
        var dump = Run("dump", _folder["all.msi"]).Output;
        Assert.Contains("== storage 1031", dump, StringComparison.Ordinal);
        Assert.Contains("Template\tx64;1033,1031", dump, StringComparison.Ordinal);
        Assert.StartsWith("Feature\tFeature_Parent", Run("dump", _folder["all.msi"], "Feature").Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Mistakes_in_the_sources_are_exit_code_2()
    {
        var source = _folder.Write("bad.wxs", "<Wix xmlns=\"http://wixtoolset.org/schemas/v4/wxs\">\n<Surprise /></Wix>");
        var (exit, _, error) = Run("compile", "-o", _folder["bad.msi"], source);
        Assert.Equal(2, exit);
        Assert.StartsWith($"{source}(2): error WIX0005: ", error, StringComparison.Ordinal);
        Assert.False(File.Exists(_folder["bad.msi"]));
    }

    [Fact]
    public void A_package_that_breaks_a_rule_of_the_installer_is_exit_code_2()
    {
        var source = _folder.Write("dialog.wxs", Sources.Package("""<UI><Dialog Id="D" Width="9" Height="9" Title="D"><Control Id="OK" Type="PushButton" X="0" Y="0" Width="9" Height="9" Text="OK"><Publish Event="EndDialog" Value="Exit" /></Control></Dialog></UI>"""));
        var (exit, _, error) = Run("compile", "-o", _folder["dialog.msi"], "-loc", Words.Path, source);
        Assert.Equal(2, exit);
        Assert.Contains($"{source}(2): error WIX0204: ICE20: There is no dialog FilesInUse.", error, StringComparison.Ordinal);
        Assert.False(File.Exists(_folder["dialog.msi"]));
    }

    [Fact]
    public void A_file_that_is_no_package_is_exit_code_3()
    {
        var (exit, _, error) = Run("dump", _folder.Write("no.msi", new string('x', 2000)));
        Assert.Equal(3, exit);
        Assert.Contains("not a compound file", error, StringComparison.Ordinal);
        Assert.Equal(3, Run("dump", _folder["missing.msi"]).Exit);
    }

    [Theory]
    [InlineData("compile", "--extension-ca")]
    [InlineData("merge", "language transforms")]
    [InlineData("dump", "rows sorted")]
    public void Every_command_explains_itself(string command, string word) =>
        Assert.Contains(word, Run(command, "--help").Output, StringComparison.Ordinal);

    [Fact]
    public void A_command_line_that_makes_no_sense_is_exit_code_1() => Assert.Equal(1, Run("compile").Exit);

    public void Dispose() => _folder.Dispose();

    private static (int Exit, string Output, string Error) Run(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(WixCompiler).Assembly.Location, .. arguments])
        {
            RedirectStandardOutput = true, RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output, error.Result);
    }
}
