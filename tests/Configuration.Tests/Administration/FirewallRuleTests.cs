using System.Net.Sockets;
using System.Runtime.InteropServices;
using OmsGateway.Configuration.Administration;
using OmsGateway.Configuration.Firewall;
using OmsGateway.Configuration.Secrets;
using OmsGateway.Configuration.Status;
using OmsGateway.TestSupport;

namespace OmsGateway.Configuration.Tests.Administration;

public sealed class FirewallRuleTests : IDisposable
{
    private readonly TemporaryStore _files = new();
    private readonly FakeFirewall _firewall = new();
    private readonly List<string> _warnings = [];
    private readonly GatewayAdministration _administration;

    public FirewallRuleTests()
    {
        ISecretProtector protector = new KeyFileSecretProtector(_files.Store.KeyPath);
        var store = new ConfigurationStore(_files.Directory, protector, _files.Agent)
        {
            FirewallRule = new(_firewall, _firewall), PolicySource = _files.Policy,
        };
        _administration = new GatewayAdministration(store, _warnings.Add);
    }

    public void Dispose() => _files.Dispose();

    [Fact]
    public void The_rule_goes_with_the_port_and_keeps_what_an_administrator_made_of_it()
    {
        _firewall.Rule = _firewall.Rule! with { RemoteAddresses = "LocalSubnet", IsEnabled = false };

        Assert.True(_administration.Settings.Set("listenport", "9000"));

        Assert.Equal(FakeFirewall.Made with { Ports = "9000", RemoteAddresses = "LocalSubnet", IsEnabled = false }, _firewall.Rule);
        Assert.Equal("9000", _firewall.Noted);
        Assert.Empty(_warnings);
    }

    [Fact]
    public void The_rule_comes_back_with_the_default_port()
    {
        _administration.Settings.Set("ListenPort", "9000");

        _administration.Settings.Reset("ListenPort");

        Assert.Equal("8080", _firewall.Rule!.Ports);
        Assert.Equal("8080", _firewall.Noted);
    }

    [Fact]
    public void The_same_port_again_moves_the_rule_to_a_port_that_was_edited_by_hand()
    {
        _files.Settings = "<OMSGateway><ListenPort>9000</ListenPort></OMSGateway>";

        Assert.False(_administration.Settings.Set("ListenPort", "9000"));

        Assert.Equal("9000", _firewall.Rule!.Ports);
    }

    /// <summary>What the warning of the running gateway tells an administrator to do.</summary>
    [Fact]
    public void The_port_of_Group_Policy_moves_the_rule_and_any_other_is_refused()
    {
        _files.Policy.Set("ListenPort", 9000);

        Assert.Throws<ConfigurationException>(() => _administration.Settings.Set("ListenPort", "9001"));
        Assert.Equal(FakeFirewall.Made, _firewall.Rule);
        _administration.Settings.Set("ListenPort", "9000");

        Assert.Equal(("9000", "9000"), (_firewall.Rule!.Ports, _firewall.Noted));
    }

    [Fact]
    public void Other_settings_leave_the_rule_alone()
    {
        _files.Settings = "<OMSGateway><ListenPort>9000</ListenPort></OMSGateway>";

        _administration.Settings.Set("LogLevel", "Debug");
        _administration.RelayProxy.Set("proxy");

        Assert.Equal(FakeFirewall.Made, _firewall.Rule);
    }

    [Fact]
    public void A_port_that_is_refused_leaves_the_rule_alone()
    {
        Assert.Throws<ConfigurationException>(() => _administration.Settings.Set("ListenPort", "0"));

        Assert.Equal(FakeFirewall.Made, _firewall.Rule);
    }

    [Fact]
    public void While_the_file_has_other_problems_the_rule_stays_as_the_port_in_force_does()
    {
        _files.Settings = "<OMSGateway><ListenPort>many</ListenPort><LogLevel>Loud</LogLevel></OMSGateway>";

        Assert.True(_administration.Settings.Set("ListenPort", "9000"));

        Assert.Equal(FakeFirewall.Made, _firewall.Rule);
    }

    [Theory]
    [InlineData(typeof(COMException))]
    [InlineData(typeof(UnauthorizedAccessException))]
    public void A_firewall_that_refuses_does_not_undo_the_change_and_says_what_to_do(Type refusal)
    {
        _firewall.Refusal = (Exception)Activator.CreateInstance(refusal, "Access is denied.\r\n")!;

        Assert.True(_administration.Settings.Set("ListenPort", "9000"));

        Assert.Equal("9000", _administration.Settings.Get("ListenPort").Value);
        Assert.Equal(
            "The rule 'OMS Gateway' of Windows Firewall was not moved to port 9000: Access is denied. Change the rule's port, or agents cannot connect.",
            Assert.Single(_warnings));
        Assert.Equal("8080", _firewall.Noted);
    }

    [Fact]
    public void A_rule_that_somebody_removed_is_not_made_again()
    {
        _firewall.Rule = null;

        _administration.Settings.Set("ListenPort", "9000");

        Assert.Null(_firewall.Rule);
        Assert.Equal("", _firewall.Noted);
        Assert.Contains("no longer has the rule 'OMS Gateway'", Assert.Single(_warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void A_gateway_that_setup_did_not_install_has_no_rule_of_ours()
    {
        _firewall.Noted = null;

        _administration.Settings.Set("ListenPort", "9000");

        Assert.Equal(FakeFirewall.Made, _firewall.Rule);
        Assert.Empty(_warnings);
    }

    [Theory]
    [InlineData("8080", 8080)]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void The_rule_s_port_is_the_noted_one(string? noted, int? expected)
    {
        _firewall.Noted = noted;

        Assert.Equal(expected, new GatewayFirewallRule(_firewall, _firewall).Port);
    }

    [Fact]
    public void A_gateway_that_runs_keeps_its_old_port_until_it_listens_on_the_new_one()
    {
        Running("[::]:8080");
        var administration = new GatewayAdministration(Store(TimeSpan.FromMilliseconds(300)), _warnings.Add);

        administration.Settings.Set("ListenPort", "9000");

        Assert.Equal("8080,9000", _firewall.Rule!.Ports);
        Assert.Equal("8080", _firewall.Noted);
        Assert.Contains("does not listen on port 9000 yet", Assert.Single(_warnings), StringComparison.Ordinal);

        Running("[::]:9000");
        administration.Settings.Set("ListenPort", "9000");

        Assert.Equal("9000", _firewall.Rule!.Ports);
        Assert.Equal("9000", _firewall.Noted);
    }

    [UnixFact]
    public void A_gateway_that_runs_without_a_status_keeps_its_old_port_too()
    {
        // Its disk may be full. What listens on the new port may be itself, so that it is not called another program.
        using var mark = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        mark.Bind(new UnixDomainSocketEndPoint("\0" + GatewayPresence.SocketName(_files.Directory, Environment.ProcessId)));
        using var own = new TcpListener(System.Net.IPAddress.Loopback, 0);
        own.Start();
        int port = ((System.Net.IPEndPoint)own.LocalEndpoint).Port;

        new GatewayAdministration(Store(TimeSpan.FromMilliseconds(300)), _warnings.Add).Settings.Set("ListenPort", $"{port}");

        Assert.Equal($"8080,{port}", _firewall.Rule!.Ports);
        Assert.Contains($"does not listen on port {port} yet", Assert.Single(_warnings), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_gateway_that_moves_within_the_wait_takes_its_rule_along()
    {
        Running("[::]:8080");
        Task change = Task.Run(() => new GatewayAdministration(Store(Patience.Limit), _warnings.Add).Settings.Set("ListenPort", "9000"));
        while (_firewall.Rule!.Ports == "8080" && !change.IsCompleted) await Task.Delay(10);
        Assert.Equal("8080,9000", _firewall.Rule.Ports);

        Running("[::]:9000");
        await change.WaitAsync(Patience.Limit);

        Assert.Equal("9000", _firewall.Rule.Ports);
        Assert.Empty(_warnings);
    }

    [Fact]
    public void A_port_that_another_program_has_is_warned_of()
    {
        using var other = new TcpListener(System.Net.IPAddress.Loopback, 0);
        other.Start();
        int port = ((System.Net.IPEndPoint)other.LocalEndpoint).Port;

        Assert.True(_administration.Settings.Set("ListenPort", $"{port}"));

        Assert.Contains($"Another program listens on port {port}", Assert.Single(_warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void The_gateway_s_own_port_is_not_another_program_s()
    {
        using var own = new TcpListener(System.Net.IPAddress.Loopback, 0);
        own.Start();
        Running($"{own.LocalEndpoint}");

        _administration.Settings.Set("ListenPort", $"{((System.Net.IPEndPoint)own.LocalEndpoint).Port}");

        Assert.Empty(_warnings);
    }

    private ConfigurationStore Store(TimeSpan wait) =>
        new(_files.Directory, new KeyFileSecretProtector(_files.Store.KeyPath), _files.Agent) { FirewallRule = new(_firewall, _firewall), PortWait = wait };

    private void Running(string endpoint) =>
        new GatewayStatus { ProcessId = 1, Written = DateTimeOffset.UtcNow, ListenEndpoints = [endpoint] }.Write(_files.Store.StatusPath);

    private sealed class FakeFirewall : IFirewall, IFirewallPort
    {
        public static readonly FirewallRule Made = new("OMS Gateway") { Program = @"C:\OMSGatewayService.exe", Ports = "8080", Protocol = 6 };

        public FirewallRule? Rule { get; set; } = Made;

        public string? Noted { get; set; } = "8080";

        public Exception? Refusal { get; set; }

        public FirewallRule? Find(string name) => name == "OMS Gateway" ? Rule : null;

        public void Put(FirewallRule rule) => throw new NotSupportedException();

        public void SetPorts(string name, string ports) => Rule = Refusal is null ? Find(name)! with { Ports = ports } : throw Refusal;

        public void SetProgram(string name, string program) => throw new NotSupportedException();

        public void SetRemoteAddresses(string name, string addresses) => throw new NotSupportedException();

        public void Remove(string name) => throw new NotSupportedException();

        public string? Read() => Noted;

        public void Write(string port) => Noted = port;
    }
}
