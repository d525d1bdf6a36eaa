using OmsGateway.Installer.Tests.Support;

namespace OmsGateway.Installer.Tests;

[Collection(WizardMachineCollection.Name)]
public sealed class DefaultPortTests(TestMachine machine) : InstallerTests(machine)
{
    [InstallerFact(port: 8080)]
    public void Defaults_give_a_service_on_port_8080_without_a_proxy()
    {
        Install(Machine.Packages.Current);

        Assert.Equal("8080", Setting("ListenPort"));
        Assert.Null(Setting("RelayProxyAddress"));
        Assert.True(Machine.KeyExists(@"HKLM\System\CurrentControlSet\Services\OMSGatewayService"));
        string[] files = ["OMSGatewayService.exe", "OMSGateway.man", "System.Diagnostics.EventLog.Messages.dll", "LICENSE.txt", "guide.html"];
        Assert.All(files, f => Assert.True(File.Exists(Machine.Path($@"{TestMachine.InstallFolder}\{f}")), f));
        Assert.True(Machine.KeyExists(@"HKLM\System\CurrentControlSet\Services\EventLog\OMS Gateway Log\OMS Gateway"));
        Assert.True(Machine.IsInStartMenu("OMS Gateway guide"));
    }
}
