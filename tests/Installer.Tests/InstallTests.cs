using System.Net;
using System.Net.Sockets;
using System.Text;
using OmsGateway.Installer.Tests.Support;

namespace OmsGateway.Installer.Tests;

public sealed class InstallTests(TestMachine machine) : InstallerTests(machine)
{
    private string Package => Machine.Packages.Current;

    [InstallerFact]
    public void Every_property_arrives_and_the_service_answers_on_the_port()
    {
        Install(Package, Port, "HASPROXY=1", "PROXY=10.80.2.200", "HASAUTH=1", @"USERNAME=CONTOSO\bob", "PASSWORD=pa;ss=wörd [x]");

        Assert.Equal(PortNumber, Setting("ListenPort"));
        Assert.Equal("http://10.80.2.200:80", Setting("RelayProxyAddress"));
        Assert.Equal(@"CONTOSO\bob", Setting("RelayProxyUserName"));
        Assert.StartsWith("dpapi1:", Setting("RelayProxyPassword"), StringComparison.Ordinal);
        Assert.True(TestMachine.Listens(PortNumber));
        Assert.StartsWith("HTTP/1.1 405", Ask("GET / HTTP/1.1\r\nHost: gateway\r\n\r\n"), StringComparison.Ordinal);
        Assert.StartsWith("HTTP/1.1 403", Ask("CONNECT forbidden.contoso.com:443 HTTP/1.1\r\nHost: forbidden.contoso.com\r\n\r\n"), StringComparison.Ordinal);
    }

    /// <summary>Windows Installer's page "USERNAME property": it sets one from RegisteredOwner when nobody gives one.</summary>
    [InstallerFact]
    public void The_owner_of_Windows_is_not_taken_for_the_proxy_s_user()
    {
        Install(Package, Port, "PROXY=proxy");

        Assert.Equal("http://proxy:80", Setting("RelayProxyAddress"));
        Assert.Null(Setting("RelayProxyUserName"));
    }

    [NotOnNewerWineFact(NotOnNewerWineFactAttribute.HidesListeners)]
    public void A_taken_port_is_named_before_anything_changes()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        int port = ((IPEndPoint)taken.LocalEndpoint).Port;
        MachineState before = MachineState.Read(Machine);

        Fails(Package, "LICENSEACCEPTED=1", $"PORTNUMBER={port}");

        Assert.Contains($"Port {port} is", Machine.Log, StringComparison.Ordinal);
        Assert.DoesNotContain("InstallFiles", Machine.Log, StringComparison.Ordinal);
        NothingIsNewSince(before);
    }

    /// <summary>Wine keeps no firewall rules; the gateway's own setting is what it can show.</summary>
    [InstallerFact]
    public void Remote_addresses_become_the_clients_that_the_gateway_lets_in()
    {
        Install(Package, Port, "REMOTEADDRESSES=10.0.0.0/8,192.0.2.7");

        Assert.Equal("10.0.0.0/8 192.0.2.7/32 127.0.0.0/8 ::1/128", Setting("AllowedClients"));
        Assert.True(TestMachine.Listens(PortNumber));
        Assert.StartsWith("HTTP/1.1 405", Ask("GET / HTTP/1.1\r\nHost: gateway\r\n\r\n"), StringComparison.Ordinal);
    }

    [InstallerTheory]
    [InlineData("REMOTEADDRESSES=10.0.0.0/33", "REMOTEADDRESSES is \"10.0.0.0/33\", which is not a list of addresses.")]
    [InlineData("PRESETS=LogsIngestion REGIONS=westeuroep", "REGIONS contains \"westeuroep\", which is not a region for LogsIngestion.")]
    public void A_wrong_value_is_named_before_anything_changes(string properties, string message)
    {
        MachineState before = MachineState.Read(Machine);

        Fails(Package, ["LICENSEACCEPTED=1", Port, .. properties.Split(' ')]);

        Assert.Contains(message, Machine.Log, StringComparison.Ordinal);
        Assert.DoesNotContain("InstallFiles", Machine.Log, StringComparison.Ordinal);
        NothingIsNewSince(before);
    }

    [InstallerFact]
    public void Another_folder_is_used()
    {
        Install(Package, Port, @"INSTALLDIR=C:\Program Files\OMS Gateway\Elsewhere");

        Assert.True(File.Exists(Machine.Path(TestMachine.InstallFolder + @"\Elsewhere\OMSGatewayService.exe")));
        Assert.True(TestMachine.Listens(PortNumber));
    }

    /// <summary>As far as Wine's access control lists go, which are the owner's, the group's and everybody's rights to a file.</summary>
    [InstallerFact]
    public void A_folder_outside_Program_Files_is_protected_and_used()
    {
        Install(Package, Port, $@"INSTALLDIR={TestMachine.OutsideFolder}\Gateway");

        Assert.Contains($@"{TestMachine.OutsideFolder}\Gateway is protected from other users.", Machine.Log, StringComparison.Ordinal);
        Assert.True(File.Exists(Machine.Path(TestMachine.OutsideFolder + @"\Gateway\OMSGatewayService.exe")));
        Assert.True(TestMachine.Listens(PortNumber));
    }

    [InstallerFact]
    public void A_folder_that_others_could_exchange_is_refused()
    {
        Directory.CreateDirectory(Machine.Path(TestMachine.OutsideFolder));
        Machine.LetEverybodyWrite(TestMachine.OutsideFolder);

        Fails(Package, "LICENSEACCEPTED=1", Port, $@"INSTALLDIR={TestMachine.OutsideFolder}\Gateway");

        Assert.Contains($"{TestMachine.OutsideFolder} may be renamed or emptied by", Machine.Log, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFileSystemEntries(Machine.Path(TestMachine.OutsideFolder)));
    }

    /// <summary>Group Policy passes a transform on and no properties.</summary>
    [InstallerFact]
    public void A_transform_gives_the_properties()
    {
        string transform = Machine.Packages.Transform("gateway.mst", ("LICENSEACCEPTED", "1"), ("PORTNUMBER", PortNumber));

        Exits(0, "/i", Package, $"TRANSFORMS={transform}");

        Assert.Equal(PortNumber, Setting("ListenPort"));
        Assert.True(TestMachine.Listens(PortNumber));
    }

    [InstallerFact]
    public void With_rollback_disabled_no_copy_of_the_settings_stays()
    {
        Install(Machine.Packages.NoRollback, Port, "PROXY=proxy", "USERNAME=bob", "PASSWORD=x");

        Assert.NotNull(Setting("RelayProxyPassword"));
        Assert.DoesNotContain(Directory.GetFiles(Machine.Path(TestMachine.ConfigurationFolder)), f => f.Contains("rollback", StringComparison.Ordinal));
    }

    [InstallerFact]
    public void What_an_installation_that_was_cut_off_has_left_does_not_stop_the_next()
    {
        string program = Machine.Path(TestMachine.InstallFolder + @"\OMSGatewayService.exe");
        string snapshot = Machine.Path(TestMachine.ConfigurationFolder + @"\OMSGateway.rollback-0-settings");
        foreach (string file in new[] { program, snapshot })
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, "half a file");
        }

        Install(Package, Port);

        Assert.True(TestMachine.Listens(PortNumber));
        Assert.False(File.Exists(snapshot));
    }

    [InstallerFact]
    public void A_service_that_does_not_start_says_why()
    {
        string folder = Machine.Path(TestMachine.ConfigurationFolder);
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, "OMSGateway.config"), "<OMSGateway><ListenPort>many</ListenPort></OMSGateway>");

        Fails(Package, "LICENSEACCEPTED=1");

        Assert.Contains("The service \"OMSGatewayService\" could not be started:", Machine.Log, StringComparison.Ordinal);
        Assert.Contains("ListenPort = 'many'", Machine.Log, StringComparison.Ordinal);
    }

    [InstallerFact]
    public void No_file_holds_the_password()
    {
        // Without a log: Wine writes hidden properties to it, which Windows does not.
        Machine.MsiexecAsGiven("/i", Package, "/qn", "LICENSEACCEPTED=1", Port, "PROXY=proxy", "USERNAME=bob", "PASSWORD=Very5ecretPassw0rd");

        Assert.NotNull(Setting("RelayProxyPassword"));
        byte[][] forms = [Encoding.UTF8.GetBytes("Very5ecretPassw0rd"), Encoding.Unicode.GetBytes("Very5ecretPassw0rd")];
        string[] folders = [TestMachine.InstallFolder, TestMachine.ConfigurationFolder, @"C:\windows\temp", @"C:\windows\Installer"];
        foreach (string file in folders.Select(Machine.Path).Where(Directory.Exists)
            .SelectMany(f => Directory.GetFiles(f, "*", SearchOption.AllDirectories)))
        {
            byte[] content = File.ReadAllBytes(file);
            Assert.All(forms, form => Assert.True(content.AsSpan().IndexOf(form) < 0, file));
        }
    }

    [InstallerTheory]
    [InlineData("LicenseNotAccepted", "add LICENSEACCEPTED=1")]
    [InlineData("InvalidPort", "PORTNUMBER is \"70000\"", "LICENSEACCEPTED=1", "PORTNUMBER=70000")]
    [InlineData("ProxyMissing", "PROXY is empty", "LICENSEACCEPTED=1", "HASPROXY=1")]
    [InlineData("InvalidProxy", "PROXY is \"https://proxy\"", "LICENSEACCEPTED=1", "HASPROXY=1", "PROXY=https://proxy")]
    [InlineData("PasswordMissing", "No password is stored for the user \"bob\"", "LICENSEACCEPTED=1", "PROXY=proxy", "HASAUTH=1", "USERNAME=bob")]
    [InlineData("InvalidUserName", "USERNAME cannot be sent to a proxy as a user name", "LICENSEACCEPTED=1", "PROXY=proxy", "HASAUTH=1", "USERNAME=bob:x")]
    [InlineData("InvalidSwitch", "HASPROXY is \"yes\"", "LICENSEACCEPTED=1", "HASPROXY=yes")]
    [InlineData("PresetNeeds", "PRESETS contains AzureMonitorAgent, which also needs WORKSPACEIDS", "LICENSEACCEPTED=1", "PRESETS=AzureMonitorAgent",
        "REGIONS=westeurope")]
    [InlineData("InvalidAllowedHost", "ALLOWEDHOSTS contains \"*\"", "LICENSEACCEPTED=1", "ALLOWEDHOSTS=*")]
    public void A_wrong_property_changes_nothing_and_says_which(string error, string message, params string[] properties)
    {
        Fails(Package, properties);

        Assert.Contains($"ValidateProperties: {error}", Machine.Log, StringComparison.Ordinal);
        Assert.Contains(message, Machine.Log, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Machine.Path(TestMachine.InstallFolder)));
        Assert.False(Directory.Exists(Machine.Path(TestMachine.ConfigurationFolder)));
        Assert.False(Machine.KeyExists(@"HKLM\System\CurrentControlSet\Services\OMSGatewayService"));
    }

    /// <summary>
    /// NOUSERNAME keeps Windows Installer from filling USERNAME (its page of that name). Wine does not know it and takes whom Windows is
    /// registered to; the name has no password, so that there too nothing is installed.
    /// </summary>
    [InstallerFact]
    public void Credentials_without_a_user_name_are_refused()
    {
        Fails(Package, "LICENSEACCEPTED=1", "PROXY=proxy", "HASAUTH=1");

        Assert.Contains(
            Machine.IsWine ? $"No password is stored for the user \"{TestSupport.WinePrefix.RegisteredOwner}\"" : "USERNAME is empty",
            Machine.Log, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Machine.Path(TestMachine.ConfigurationFolder)));
    }

    [WindowsInstallerFact("Wine does not know NOUSERNAME: whom Windows is registered to is the user then, and has the password.")]
    public void A_password_without_a_user_name_is_refused()
    {
        Fails(Package, "LICENSEACCEPTED=1", "PROXY=proxy", "PASSWORD=x");

        Assert.Contains("USERNAME is empty", Machine.Log, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Machine.Path(TestMachine.ConfigurationFolder)));
    }

    private string Ask(string request)
    {
        using Socket socket = TestSupport.LoopbackPort.DialAsync(int.Parse(PortNumber, null)).GetAwaiter().GetResult();
        using var stream = new NetworkStream(socket);
        stream.Write(Encoding.ASCII.GetBytes(request));
        return new StreamReader(stream).ReadLine() ?? "";
    }
}
