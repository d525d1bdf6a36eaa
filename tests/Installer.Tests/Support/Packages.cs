using OmsGateway.MsiBuilder;
using OmsGateway.MsiBuilder.Compilation;
using OmsGateway.MsiBuilder.CompoundFile;
using OmsGateway.MsiBuilder.Database;
using OmsGateway.MsiBuilder.Transforms;
using OmsGateway.TestSupport;

namespace OmsGateway.Installer.Tests.Support;

/// <summary>The package under test, and those that it meets: an earlier version, ones that fail, and a Forwarder.</summary>
internal sealed class Packages
{
    public const string LegacyFolder = @"C:\Program Files\Microsoft OMS Log Analytics Forwarder";
    public const string LegacySettings = @"HKLM\SYSTEM\CurrentControlSet\Services\ForwarderService\Configurations";
    public const string PreviousCode = "{3B0A7E52-6C1D-4D0E-9A55-0E3F7D2C9A10}";
    public const string FailingCode = "{3B0A7E52-6C1D-4D0E-9A55-0E3F7D2C9A11}";
    public const string LegacyCode = "{3B0A7E52-6C1D-4D0E-9A55-0E3F7D2C9A12}";
    public const string MicrosoftGatewayCode = "{3B0A7E52-6C1D-4D0E-9A55-0E3F7D2C9A13}";
    public const string CarelessCode = "{3B0A7E52-6C1D-4D0E-9A55-0E3F7D2C9A14}";

    /// <summary>The port of the Forwarder's settings; a free one, for the service takes it over.</summary>
    public string LegacyPort { get; } = $"{TestSupport.LoopbackPort.Free()}";

    private const string PreviousVersion = "1.9.0";
    private const string FailingVersion = "2.0.1";

    private readonly TestMachine _machine;

    public Packages(TestMachine machine)
    {
        _machine = machine;
        string built = ProjectFiles.Find("artifacts", "OMS Gateway.msi");
        using FileStream file = File.OpenRead(built);
        Database = MsiDatabase.Read(file);
        CurrentCode = Database.Property("ProductCode")!;
        Current = Save("OMS Gateway.msi", target => File.Copy(built, target));
        Previous = Edit("previous.msi", database =>
        {
            Become(database, PreviousCode, PreviousVersion);
            // Windows tells a product that it is being upgraded (UPGRADINGPRODUCTCODE) and so keeps its settings. Wine does not; TableTests
            // sees to that condition, and these have the same effect.
            if (!machine.IsWine) return;
            database.Tables["Property"].Add("KEEPSETTINGS", "1");
            database.Tables["Property"].Add("UPGRADINGPRODUCTCODE", CurrentCode);
        });
        Careless = Edit("careless.msi", database =>
        {
            Become(database, CarelessCode, PreviousVersion);
            if (machine.IsWine) database.Tables["Property"].Add("KEEPSETTINGS", "1");
            MsiTable sequence = database.Tables["InstallExecuteSequence"];
            foreach (string action in new[] { "DeleteServices", "RemoveRegistryValues" }) sequence.Where("Action", action).Single()[1] = null;
        });
        Failing = Edit("failing.msi", database =>
        {
            Become(database, FailingCode, FailingVersion);
            FailBeforeTheEnd(database);
        });
        FailingSame = Edit("failing-same.msi", FailBeforeTheEnd);
        Legacy = Save("forwarder.msi", target => Compile("Forwarder.wxs", LegacyCode, target));
        MicrosoftGateway = Save("microsoft-gateway.msi", target => Compile("MicrosoftGateway.wxs", MicrosoftGatewayCode, target));
        NoRollback = Edit("no-rollback.msi", database =>
        {
            // What Windows Installer does where rollback is disabled; Wine knows neither the property nor that commit actions do not run.
            database.Tables["Property"].Add("RollbackDisabled", "1");
            MsiTable sequence = database.Tables["InstallExecuteSequence"];
            sequence.Where("Action", "CommitConfiguration").Single()[1] = "0";
        });
    }

    /// <summary>The tables of the package under test.</summary>
    public MsiDatabase Database { get; }

    public string CurrentCode { get; }

    public string Current { get; }

    public string Previous { get; }

    /// <summary>An earlier version whose removal takes service and event log with it, whatever for.</summary>
    public string Careless { get; }

    /// <summary>A later version that on <c>FAIL=1</c> fails when everything is done.</summary>
    public string Failing { get; }

    /// <summary>The package under test, which on <c>FAIL=1</c> fails when everything is done.</summary>
    public string FailingSame { get; }

    public string Legacy { get; }

    /// <summary>Microsoft's gateway under the names that it shares with this product.</summary>
    public string MicrosoftGateway { get; }

    /// <summary>The package under test where rollback is disabled.</summary>
    public string NoRollback { get; }

    public IEnumerable<string> ProductCodes => [CurrentCode, PreviousCode, CarelessCode, FailingCode, LegacyCode, MicrosoftGatewayCode];

    private string Edit(string name, Action<MsiDatabase> edit) => Save(name, target =>
    {
        using FileStream source = File.OpenRead(ProjectFiles.Find("artifacts", "OMS Gateway.msi"));
        MsiDatabase database = MsiDatabase.Read(source);
        edit(database);
        using FileStream written = File.Create(target);
        database.Write(written);
    });

    private string Save(string name, Action<string> save)
    {
        string windowsPath = $@"C:\packages\{name}";
        string path = _machine.Path(windowsPath);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.Delete(path);
        save(path);
        return windowsPath;
    }

    /// <summary>A transform of the package under test that gives properties, as one for Group Policy does.</summary>
    public string Transform(string name, params (string Name, string Value)[] properties)
    {
        // What a database refers to is read from its file when it is compared.
        using FileStream source = File.OpenRead(_machine.Path(Current)), same = File.OpenRead(_machine.Path(Current));
        MsiDatabase changed = MsiDatabase.Read(source), unchanged = MsiDatabase.Read(same);
        foreach ((string property, string value) in properties) changed.Tables["Property"].Add(property, value);
        return Save(name, target =>
        {
            using FileStream written = File.Create(target);
            CompoundFileWriter.Write(LanguageTransform.Create(unchanged, changed), written);
        });
    }

    private static void Become(MsiDatabase database, string code, string version)
    {
        string current = database.Property("ProductVersion")!;
        foreach (object?[] row in database.Tables["Property"].Rows)
        {
            if (row[0] is "ProductCode") row[1] = code;
            if (row[0] is "ProductVersion") row[1] = version;
        }

        MsiTable upgrades = database.Tables["Upgrade"];
        foreach (object?[] row in upgrades.Rows)
        {
            foreach (int column in new[] { upgrades.Definition.IndexOf("VersionMin"), upgrades.Definition.IndexOf("VersionMax") })
                if (row[column] as string == current) row[column] = version;
        }

        database.Summary[SummaryProperty.RevisionNumber] = Guid.NewGuid().ToString("B").ToUpperInvariant();
    }

    private static void FailBeforeTheEnd(MsiDatabase database)
    {
        // 3073: a DLL's function, deferred and not impersonated. Without data there is nothing that this one could do.
        database.Tables["CustomAction"].Add("FailBeforeTheEnd", 3073, "CustomActions", "WriteSettings", null);
        database.Tables["InstallExecuteSequence"].Add("FailBeforeTheEnd", "FAIL=\"1\"", 6598);
        object?[] secure = database.Tables["Property"].Where("Property", "SecureCustomProperties").Single();
        secure[1] += ";FAIL";
    }

    private void Compile(string source, string code, string target)
    {
        string fixtures = Path.Combine(AppContext.BaseDirectory, "Fixtures");
        using CompileResult result = WixCompiler.Compile(new CompileOptions
        {
            Sources = [Path.Combine(fixtures, source)],
            BindPaths = [("", fixtures)],
            Variables = new Dictionary<string, string> { ["ProductCode"] = code, ["ListenPort"] = LegacyPort },
        });
        Assert.True(result.Database is not null, string.Join("\n", result.Diagnostics));
        using FileStream written = File.Create(target);
        result.Database.Write(written);
    }
}
