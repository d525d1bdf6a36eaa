using System.Reflection;
using Microsoft.Extensions.Logging;
using OmsGateway.Gateway;

namespace OmsGateway.Host.Tests.Logging;

/// <summary>Commands stand in events by <see cref="Configuration.SystemCommand"/>, so that they are those of the system that the gateway runs on.</summary>
public sealed class EventCommandTests
{
    [Fact]
    public void No_text_of_an_event_names_a_command_by_itself()
    {
        const BindingFlags Everything = BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic;
        string[] texts =
        [
            .. new[] { typeof(GatewayServer).Assembly, typeof(HostLog).Assembly }.SelectMany(assembly => assembly.GetTypes())
                .SelectMany(type => type.GetMethods(Everything)).Select(method => method.GetCustomAttribute<LoggerMessageAttribute>()?.Message)
                .OfType<string>(),
        ];
        Assert.InRange(texts.Length, 50, 500);
        Assert.All(texts, text => Assert.DoesNotContain("-OMSGateway", text, StringComparison.Ordinal));
        Assert.All(texts, text => Assert.DoesNotContain("oms-gateway", text, StringComparison.Ordinal));
        // These are written on Windows only.
        string[] windows = [.. texts.Where(text => text.Contains("'OMSGatewayService ", StringComparison.Ordinal))];
        Assert.Equal(2, windows.Length);
        Assert.All(windows, text => Assert.Matches("Windows Firewall|performance counters", text));
    }
}
