using System.Net;
using Microsoft.Extensions.Logging;
using OmsGateway.Configuration;
using OmsGateway.Configuration.Settings;
using OmsGateway.Gateway.Reporting;
using OmsGateway.Gateway.Reporting.Inventory;
using OmsGateway.TestSupport;

namespace OmsGateway.Gateway.Tests.Reporting.Inventory;

public class SilentClientTests
{
    private static readonly GatewaySettings AfterTwoDays = new() { SilentClientHours = 48 };

    [Fact]
    public void A_regular_client_is_reported_once_until_it_is_regular_again()
    {
        var trial = new InventoryTrial(AfterTwoDays);
        SendDaily(trial, days: 5);
        trial.Pass(TimeSpan.FromHours(23));
        Assert.Empty(trial.Log.Events);
        trial.Pass(TimeSpan.FromHours(2));
        LoggedEvent told = Assert.Single(trial.Log.Events);
        Assert.Equal((EventIds.Information, LogLevel.Warning), (told.Id, told.Level));
        Assert.StartsWith("Client 192.0.2.1 of group pos has fallen silent: it was last seen on 1970-01-06 00:00 UTC, 48 hours ago, ", told.Message);

        trial.Pass(TimeSpan.FromDays(30));
        trial.Send("192.0.2.1", "a.test.com", "pos");
        trial.Pass(TimeSpan.FromDays(30));
        Assert.Single(trial.Log.Events);

        SendDaily(trial, days: 5);
        trial.Pass(TimeSpan.FromDays(3));
        Assert.Equal(2, trial.Log.Events.Count);
    }

    [Fact]
    public void No_silence_is_that_of_a_client_that_comes_now_and_then_that_has_a_tunnel_open_or_that_is_refused()
    {
        var trial = new InventoryTrial(AfterTwoDays);
        SendDaily(trial, days: 4);
        trial.Pass(TimeSpan.FromDays(10));
        TunnelRecord tunnel = trial.Open(IPAddress.Parse("192.0.2.2"), "a.test.com");
        trial.Pass(TimeSpan.FromDays(10));
        for (int day = 0; day < 10; day++)
        {
            trial.Refuse(IPAddress.Parse("192.0.2.2"), "b.test.com");
            trial.Pass(TimeSpan.FromDays(1));
        }

        Assert.Empty(trial.Log.Events);
        trial.Close(tunnel);
        trial.Pass(TimeSpan.FromDays(3));
        Assert.Contains("192.0.2.2", Assert.Single(trial.Log.Events).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void While_the_gateway_did_not_run_nobody_was_silent()
    {
        var trial = new InventoryTrial(AfterTwoDays);
        SendDaily(trial, days: 7);
        trial.Time.Advance(TimeSpan.FromDays(5));
        trial.Restart(trial.Inventory.Read());
        trial.Pass(TimeSpan.FromHours(47));
        Assert.Empty(trial.Log.Events);
        trial.Pass(TimeSpan.FromHours(2));
        Assert.Single(trial.Log.Events);
        // That it was reported is kept as well.
        trial.Restart(trial.Inventory.Read());
        trial.Pass(TimeSpan.FromDays(3));
        Assert.Single(trial.Log.Events);
    }

    [Fact]
    public void Of_many_at_once_twenty_are_named_and_of_the_rest_the_number()
    {
        var trial = new InventoryTrial(AfterTwoDays);
        for (int day = 0; day < 6; day++)
        {
            for (int i = 0; i < 50; i++) trial.Send($"192.0.2.{i}", "a.test.com");
            trial.Pass(TimeSpan.FromDays(1));
        }

        trial.Pass(TimeSpan.FromDays(3));
        Assert.Equal(SilentClients.Capacity + 1, trial.Log.Events.Count);
        Assert.StartsWith(
            "30 more clients have fallen silent; "
            + $"{SystemCommand.Of("Get-OMSGatewayClient -NotSeenSince (Get-Date).AddHours(-48)", "clients --not-seen-since 48h")} lists them. ",
            trial.Log.Events[^1].Message);
    }

    [Fact]
    public void Without_the_setting_nothing_is_reported_until_it_is_set()
    {
        var trial = new InventoryTrial();
        SendDaily(trial, days: 7);
        trial.Pass(TimeSpan.FromDays(10));
        Assert.Empty(trial.Log.Events);
        trial.Inventory.Apply(AfterTwoDays);
        trial.Pass(TimeSpan.FromHours(1));
        Assert.Single(trial.Log.Events);
    }

    // The last time is a day before the return.
    private static void SendDaily(InventoryTrial trial, int days)
    {
        for (int day = 0; day < days; day++)
        {
            trial.Send("192.0.2.1", "a.test.com", "pos");
            trial.Pass(TimeSpan.FromDays(1));
        }
    }
}
