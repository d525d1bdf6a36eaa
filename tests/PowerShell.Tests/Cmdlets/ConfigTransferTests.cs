using System.Net;
using System.Security;
using OmsGateway.Configuration;
using OmsGateway.Configuration.Administration;
using OmsGateway.PowerShell.Settings;

namespace OmsGateway.PowerShell.Tests.Cmdlets;

public sealed class ConfigTransferTests : CmdletTrial
{
    private readonly GatewayAdministration _source;

    public ConfigTransferTests()
    {
        _source = new GatewayAdministration(ConfigurationStore.Open(Beside("source")));
        _source.Settings.Set("ListenPort", "3128");
        _source.Settings.Set("LogLevel", "Debug");
    }

    private string File => Beside("gateway.xml");

    private string Beside(string name) => Path.Combine(Path.GetDirectoryName(Directory)!, name);

    private static SecureString Secret(string text) => new NetworkCredential("", text).SecurePassword;

    private FakeEngine Import(bool isWhatIf = false, params string[] given)
    {
        _source.Transfer.Export(File);
        return Do(new ImportConfigCommand { Path = File }, engine => engine.IsWhatIf = isWhatIf, given);
    }

    private string Port => Administration.Settings.Get("ListenPort").Value;

    [Fact]
    public void WhatIf_writes_the_differences_and_changes_nothing()
    {
        FakeEngine engine = Import(isWhatIf: true);
        Assert.Equal(["ListenPort: 8080 (default) -> 3128", "LogLevel: Information (default) -> Debug"], engine.Output.Select(o => o.ToString()));
        Assert.Equal("8080", Port);
        Assert.Contains("which changes 2 things", Assert.Single(engine.Questions).Action, StringComparison.Ordinal);
    }

    [Fact]
    public void Import_asks_once_and_writes_what_changed_with_PassThru_only()
    {
        _source.Transfer.Export(File);
        FakeEngine refused = Do(new ImportConfigCommand { Path = File }, engine => engine.Answer = false, "PassThru");
        Assert.Empty(refused.Output);
        Assert.Equal("8080", Port);
        Assert.Equal(2, Import(given: "PassThru").Output.Count);
        Assert.Equal("3128", Port);
        FakeEngine again = Import();
        Assert.Empty(again.Questions);
        Assert.Empty(again.Output);
    }

    [Fact]
    public void KeepAddresses_leaves_the_port()
    {
        Import(given: ["KeepAddresses", "Force"]);
        Assert.Equal("8080", Port);
        Assert.Equal("Debug", Administration.Settings.Get("LogLevel").Value);
    }

    [Fact]
    public void A_password_is_carried_with_the_passphrase()
    {
        Administration.RelayProxy.Set("proxy:3128", "gateway", "s3cret");
        Assert.Contains("password is not in the file", Assert.Single(Do(new ExportConfigCommand { Path = File }).Warnings), StringComparison.Ordinal);
        Assert.Equal(
            File, Assert.Single(Do(new ExportConfigCommand { Path = File, Passphrase = Secret("correct horse battery") }, null, "PassThru").Output).ToString());
        Administration.RelayProxy.Clear();
        Do(new ImportConfigCommand { Path = File, Passphrase = Secret("correct horse battery") }, null, "Force");
        Assert.Equal("s3cret", Store.Load().Configuration!.Settings.RelayProxy!.Password);
    }

    [Fact]
    public void An_empty_passphrase_is_not_none()
    {
        Administration.RelayProxy.Set("proxy:3128", "gateway", "s3cret");
        FakeEngine engine = Run(new ExportConfigCommand { Path = File, Passphrase = Secret("") });
        Assert.Equal("ValueRefused", Assert.Single(engine.Errors).Id);
        Assert.False(System.IO.File.Exists(File));
    }

    [Fact]
    public void A_wrong_file_is_an_error_without_a_question()
    {
        System.IO.File.WriteAllText(File, "<OMSGatewayExport version='1'><Settings><ListenPort>0</ListenPort></Settings></OMSGatewayExport>");
        FakeEngine engine = Run(new ImportConfigCommand { Path = File });
        Assert.Equal("ConfigurationInvalid", Assert.Single(engine.Errors).Id);
        Assert.Empty(engine.Questions);
    }
}
