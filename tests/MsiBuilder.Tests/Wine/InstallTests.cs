using OmsGateway.MsiBuilder.Compilation;
using OmsGateway.MsiBuilder.Tests.Support;
using OmsGateway.MsiBuilder.Transforms;
using OmsGateway.TestSupport;

namespace OmsGateway.MsiBuilder.Tests.Wine;

/// <summary>What an msi.dll that is not ours makes of the packages.</summary>
public sealed class InstallTests(WineInstaller wine) : IClassFixture<WineInstaller>
{
    private const string Key = @"HKLM\SOFTWARE\MsiBuilder Tests\Minimal";

    private const string Source = """
        <Wix xmlns="http://wixtoolset.org/schemas/v4/wxs">
          <Package Name="Minimal" Manufacturer="Tests" Version="1.0.0" UpgradeCode="1F0A1D5C-33A6-4E6B-9A93-C1B9B4E6D301" Language="!(loc.Lcid)" Codepage="!(loc.Codepage)">
            <MajorUpgrade DowngradeErrorMessage="newer" IgnoreLanguage="yes" />
            <MediaTemplate EmbedCab="yes" CompressionLevel="high" />
            <Property Id="GREETING" Value="!(loc.Greeting)" Secure="yes" />
            <StandardDirectory Id="ProgramFiles64Folder"><Directory Id="INSTALLFOLDER" Name="Minimal Product" /></StandardDirectory>
            <Feature Id="Main" Title="!(loc.Greeting)">
              <Component Id="Files" Directory="INSTALLFOLDER" Guid="*">
                <File Id="Readme" Source="readme.txt" KeyPath="yes" />
                <RegistryValue Root="HKLM" Key="SOFTWARE\MsiBuilder Tests\Minimal" Name="Greeting" Value="[GREETING]" />
                <RegistryValue Root="HKLM" Key="SOFTWARE\MsiBuilder Tests\Minimal" Name="Folder" Value="[INSTALLFOLDER]" />
                <RegistryValue Root="HKLM" Key="SOFTWARE\MsiBuilder Tests\Minimal" Name="Language" Value="[ProductLanguage]" />
              </Component>
              <Component Id="Data" Directory="INSTALLFOLDER" Guid="*"><File Id="Data" Source="data.bin" Name="A long data name.bin" /></Component>
            </Feature>
          </Package>
        </Wix>
        """;

    private static readonly (string Culture, int Lcid, int Codepage, string Greeting)[] Languages =
    [
        ("en-US", 1033, 1252, "Hello"),
        ("de-DE", 1031, 1252, "Grüße"),
        ("ja-JP", 1041, 932, "こんにちは"),
        ("zh-CN", 2052, 936, "你好"),
        ("ko-KR", 1042, 949, "안녕하세요"),
        ("zh-TW", 1028, 950, "歡迎"),
        ("ru-RU", 1049, 1251, "Привет"),
    ];

    [ToolFact("wine")]
    public void A_package_is_installed_and_removed()
    {
        var package = Build();
        Assert.Equal(0, wine.Install(package));
        var folder = wine.InDriveC("Program Files/Minimal Product");
        Assert.Equal("read me", File.ReadAllText(Path.Combine(folder, "readme.txt")));
        Assert.Equal(200_000, File.ReadAllBytes(Path.Combine(folder, "A long data name.bin")).Length);
        Assert.Equal("Hello", wine.RegistryValue(Key, "Greeting"));
        Assert.Equal(@"C:\Program Files\Minimal Product\", wine.RegistryValue(Key, "Folder"));

        Assert.Equal(0, wine.Run("msiexec", "/x", package, "/qn"));
        Assert.False(Directory.Exists(folder));
        Assert.Null(wine.RegistryValue(Key, "Greeting"));
    }

    [ToolFact("wine")]
    public void A_newer_version_replaces_an_older_one_and_an_older_one_is_refused()
    {
        using var sources = new Sources();
        string Build(string version)
        {
            var inner = """<MediaTemplate EmbedCab="yes" /><MajorUpgrade DowngradeErrorMessage="newer" Schedule="afterInstallInitialize" IgnoreLanguage="yes" />""" + $"""
                <StandardDirectory Id="ProgramFiles64Folder"><Directory Id="INSTALLFOLDER" Name="Upgraded" /></StandardDirectory>
                <Feature Id="F"><Component Directory="INSTALLFOLDER"><File Source="a.txt" Name="{version}.txt" /></Component></Feature>
                """;
            var database = sources.Build(Sources.Package(inner).Replace("Version=\"1.0.0\"", $"Version=\"{version}\"", StringComparison.Ordinal)
                .Replace("1F0A1D5C-33A6-4E6B-9A93-C1B9B4E6D301", "1F0A1D5C-33A6-4E6B-9A93-C1B9B4E6D3FF", StringComparison.Ordinal));
            using var file = File.Create(sources.Folder[$"{version}.msi"]);
            database.Write(file);
            return file.Name;
        }

        var (old, current) = (Build("1.0.0"), Build("1.1.0"));
        var folder = wine.InDriveC("Program Files/Upgraded");
        Assert.Equal(0, wine.Install(old));
        Assert.Equal(0, wine.Install(current));
        Assert.Equal(["1.1.0.txt"], Directory.GetFiles(folder).Select(f => Path.GetFileName(f)));
        // 1603, of which Wine's exit code keeps the lowest byte.
        Assert.Equal(1603 & 255, wine.Install(old));
        Assert.Equal(["1.1.0.txt"], Directory.GetFiles(folder).Select(f => Path.GetFileName(f)));
        Assert.Equal(0, wine.Run("msiexec", "/x", current, "/qn"));
        Assert.False(Directory.Exists(folder));
    }

    [ToolTheory("wine")]
    [InlineData(1031)]
    [InlineData(1041)]
    [InlineData(2052)]
    [InlineData(1042)]
    [InlineData(1028)]
    [InlineData(1049)]
    public void A_language_is_chosen_by_its_transform(int lcid)
    {
        var package = Build();
        Assert.Equal(0, wine.Install(package, $"TRANSFORMS=:{lcid}"));
        Assert.Equal(Languages.Single(l => l.Lcid == lcid).Greeting, wine.RegistryValue(Key, "Greeting"));
        Assert.Equal($"{lcid}", wine.RegistryValue(Key, "Language"));
        Assert.Equal(0, wine.Run("msiexec", "/x", package, "/qn"));
    }

    private string Build()
    {
        var folder = wine.Folder;
        folder.Write("readme.txt", "read me");
        var data = new byte[200_000];
        new Random(1).NextBytes(data);
        File.WriteAllBytes(folder["data.bin"], data);
        folder.Write("minimal.wxs", Source);
        foreach (var (culture, lcid, codepage, greeting) in Languages)
        {
            folder.Write($"{culture}.wxl", $"""
                <WixLocalization Culture="{culture}" xmlns="http://wixtoolset.org/schemas/v4/wxl">
                  <String Id="Lcid" Value="{lcid}" /><String Id="Codepage" Value="{codepage}" /><String Id="Greeting" Value="{greeting}" />
                </WixLocalization>
                """);
        }

        var results = Languages.Select(l => WixCompiler.Compile(new CompileOptions
        {
            Sources = [folder["minimal.wxs"]],
            Localizations = [folder[$"{l.Culture}.wxl"]],
            Cultures = [l.Culture],
            BindPaths = [("", folder.Root)],
        })).ToList();
        Assert.All(results, r => Assert.True(r.Database is not null, string.Join('\n', r.Diagnostics)));
        LanguageMerger.Merge(results[0].Database!, results.Skip(1).Select(r => r.Database!));
        using (var file = File.Create(folder["minimal.msi"]))
            results[0].Database!.Write(file);
        results.ForEach(r => r.Dispose());
        return folder["minimal.msi"];
    }
}
