using OmsGateway.Configuration;
using OmsGateway.Configuration.Administration;
using OmsGateway.TestSupport;

namespace OmsGateway.PowerShell.Tests.Cmdlets;

/// <summary>Runs cmdlets on a configuration directory of the test's own.</summary>
public abstract class CmdletTrial : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    protected CmdletTrial()
    {
        Directory = _folder["config"];
        Store = ConfigurationStore.Open(Directory);
        Administration = new GatewayAdministration(Store);
    }

    protected string Directory { get; }

    protected ConfigurationStore Store { get; }

    protected GatewayAdministration Administration { get; }

    protected string[] Hosts => [.. Administration.Hosts.Get().Select(h => h.Pattern.ToString())];

    public void Dispose()
    {
        _folder.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>Runs a cmdlet for one object of the pipeline.</summary>
    internal FakeEngine Run(GatewayCmdlet cmdlet, Action<FakeEngine>? arrange = null, params string[] given)
    {
        var engine = new FakeEngine();
        engine.Given.UnionWith(given);
        arrange?.Invoke(engine);
        cmdlet.Engine = engine;
        cmdlet.ConfigurationDirectory = Directory;
        cmdlet.Try(null, cmdlet.Process);
        return engine;
    }

    /// <summary>Runs a cmdlet that must not report an error.</summary>
    internal FakeEngine Do(GatewayCmdlet cmdlet, Action<FakeEngine>? arrange = null, params string[] given)
    {
        FakeEngine engine = Run(cmdlet, arrange, given);
        Assert.True(engine.Errors.Count == 0, string.Join('\n', engine.Errors));
        return engine;
    }
}
