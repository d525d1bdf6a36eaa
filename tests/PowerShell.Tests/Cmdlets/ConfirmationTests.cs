using OmsGateway.Configuration.Presets;
using OmsGateway.PowerShell.AllowedHosts;
using OmsGateway.PowerShell.ClientCertificates;
using OmsGateway.PowerShell.Groups;
using OmsGateway.PowerShell.Presets;
using OmsGateway.PowerShell.RelayProxy;
using OmsGateway.PowerShell.Settings;

namespace OmsGateway.PowerShell.Tests.Cmdlets;

/// <summary>-Force, -Confirm and -WhatIf, for every cmdlet that changes something.</summary>
public sealed class ConfirmationTests : CmdletTrial
{
    public static TheoryData<string> Changes =>
    [
        "config", "reset", "relay", "relay removal", "add host", "preset", "preset update", "remove preset", "remove host", "add certificate",
        "remove certificate", "add group", "group", "remove group",
    ];

    public ConfirmationTests()
    {
        Administration.Hosts.Add("listed.example.com");
        Administration.ClientCertificates.Add("listed");
        Administration.Groups.Set("listed", "10.1.0.0/16", null);
        Administration.Settings.Set("LogLevel", "Debug");
        Administration.RelayProxy.Set("proxy.contoso.com");
        Administration.Presets.Apply(Administration.Presets.Get("ArcESU"), new PresetRequest());
        // As an older version, whose preset had one host fewer, left both files.
        File.WriteAllText(
            Store.AppliedPresetsPath, File.ReadAllText(Store.AppliedPresetsPath).Replace("<host>login.windows.net</host>", "", StringComparison.Ordinal));
        Administration.Hosts.Remove("login.windows.net");
    }

    private static ChangingCmdlet Create(string change) => change switch
    {
        "config" => new SetConfigCommand { Name = "ListenPort", Value = "3128" },
        "reset" => new SetConfigCommand { Name = "LogLevel" },
        "relay" => new SetRelayProxyCommand { Address = "other.contoso.com" },
        "relay removal" => new SetRelayProxyCommand { Address = "" },
        "add host" => new AddAllowedHostCommand { Host = ["new.example.com"] },
        "preset" => new AddAllowedHostCommand { Preset = "DefenderForEndpoint", Region = ["uk"] },
        "preset update" => new UpdatePresetCommand(),
        "remove preset" => new RemovePresetCommand { Preset = ["ArcESU"] },
        "remove host" => new RemoveAllowedHostCommand { Host = ["listed.example.com"] },
        "add group" => new SetGroupCommand { Group = "new", Clients = ["10.2.0.0/16"] },
        "group" => new SetGroupCommand { Group = "listed", HostPolicy = "ReportOnly" },
        "remove group" => new RemoveGroupCommand { Group = ["listed"] },
        "add certificate" => new AddAllowedClientCertificateCommand { Subject = ["new"] },
        _ => new RemoveAllowedClientCertificateCommand { Subject = ["listed"] },
    };

    private string State => string.Concat(System.IO.Directory.GetFiles(Directory).Order().Select(File.ReadAllText));

    [Theory, MemberData(nameof(Changes))]
    public void The_answer_No_changes_nothing(string change)
    {
        string before = State;
        FakeEngine engine = Do(Create(change), e => Arrange(e, change, answer: false));
        Assert.NotEmpty(engine.Questions);
        Assert.All(engine.Questions, q => Assert.NotEmpty(q.Target + q.Action));
        Assert.Equal(before, State);
    }

    [Theory, MemberData(nameof(Changes))]
    public void Force_asks_nothing_and_changes(string change)
    {
        string before = State;
        Assert.Empty(Do(Create(change), e => Arrange(e, change), "Force").Questions);
        Assert.NotEqual(before, State);
    }

    [Theory, MemberData(nameof(Changes))]
    public void Force_does_not_outdo_WhatIf(string change)
    {
        string before = State;
        Assert.NotEmpty(Do(Create(change), e =>
        {
            Arrange(e, change);
            e.IsWhatIf = true;
        }, "Force").Questions);
        Assert.Equal(before, State);
    }

    [Theory, MemberData(nameof(Changes))]
    public void Force_does_not_outdo_a_Confirm_that_is_given(string change)
    {
        string before = State;
        Do(Create(change), e => Arrange(e, change, answer: false), "Force", "Confirm");
        Assert.Equal(before, State);
    }

    [Theory, MemberData(nameof(Changes))]
    public void Nothing_is_written_without_PassThru(string change) => Assert.Empty(Do(Create(change), e => Arrange(e, change)).Output);

    /// <summary>By -PassThru a script sees whether a cmdlet has changed anything.</summary>
    [Theory, MemberData(nameof(Changes))]
    public void A_second_run_changes_nothing_and_writes_nothing(string change)
    {
        Assert.NotEmpty(Do(Create(change), e => Arrange(e, change), "Force", "PassThru", "RemoveHosts").Output);
        string after = State;
        Assert.Empty(Do(Create(change), e => Arrange(e, change), "Force", "PassThru", "RemoveHosts").Output);
        Assert.Equal(after, State);
    }

    private static void Arrange(FakeEngine engine, string change, bool answer = true)
    {
        engine.Answer = answer;
        if (change == "config") engine.Given.Add("Value");
    }
}
