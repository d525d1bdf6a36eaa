using System.Text;

namespace OmsGateway.Configuration.Settings;

/// <summary>Renders the reference part of docs/settings.md from the table, so that the two cannot differ.</summary>
public static class SettingsDocumentation
{
    /// <summary>The whole document in Markdown.</summary>
    public static string Render()
    {
        var text = new StringBuilder(Introduction);
        text.Append("\n## All settings\n\n| Setting | Value | Default |\n|---|---|---|\n");
        foreach (SettingDefinition d in SettingDefinitions.All)
            text.Append($"| [{d.Name}](#{d.Name.ToLowerInvariant()}) | {d.Accepts} | {ShowDefault(d)} |\n");
        foreach (SettingDefinition d in SettingDefinitions.All)
        {
            text.Append($"\n### {d.Name}\n\n{d.Summary}\n\n- Value: {d.Accepts}.\n- Default: {ShowDefault(d)}. {d.Rationale}\n");
            if (d.Example.Length > 0) text.Append($"- Example: `<{d.Name}>{d.Example}</{d.Name}>`\n");
        }

        return text.ToString();
    }

    private static string ShowDefault(SettingDefinition definition) => definition.Default.Length == 0 ? "none" : $"`{definition.Default}`";

    private const string Introduction =
        """
        # Settings

        The gateway's configuration is one directory: `%ProgramData%\OMS Gateway` on Windows, `/etc/oms-gateway` elsewhere, or the one
        given by `--config-dir`.

        | File | Holds |
        |---|---|
        | `OMSGateway.config` | the settings on this page |
        | `allowedlist_server.txt` | the hosts that may be reached, one on each line |
        | `allowedlist_client.txt` | the client certificate subjects that may be used, one on each line |
        | `allowedlist_server.pos.txt`, `allowedlist_client.pos.txt` | the same for the clients of the [group](#groups) pos |
        | `OMSGateway.presets.xml` | [presets](administrators-guide.md#presets) of your own |
        | `OMSGateway.appliedpresets.xml` | the presets that were applied, written by the commands; for a group `OMSGateway.appliedpresets.pos.xml` |
        | `OMSGateway.drain` | which run of the gateway is to [drain](administrators-guide.md#behind-a-load-balancer-health-and-drain), written and deleted by the commands |
        | `OMSGateway.import` | what an [import](administrators-guide.md#carry-the-configuration-to-another-gateway) has decided, while it is written into the other files |
        | `OMSGateway.key` | not on Windows: the key that protects the relay password; keep it with the settings, and secret |

        What the running gateway writes is in a folder of its own, so that its account needs no right to change settings and lists:
        `State` in the configuration directory (`state` on Linux), but `/var/lib/oms-gateway` for `/etc/oms-gateway`, or the folder that
        systemd made for the service (`$STATE_DIRECTORY`). The gateway makes it where it may. `OMSGateway.status` in it is what the
        gateway last said about itself; `OMSGatewayService status` shows it. `OMSGateway.inventory` has the clients and hosts that it has seen,
        and `OMSGateway.history` the traffic of the last day and month.

        A change takes effect within seconds and without a restart; open tunnels stay open. Change a setting in whichever way you like:

        ```powershell
        Set-OMSGatewayConfig -Name ListenPort -Value 3128                 # PowerShell
        OMSGatewayService.exe config set ListenPort 3128                  # command line
        notepad "$env:ProgramData\OMS Gateway\OMSGateway.config"          # by hand
        ```

        ## The settings file

        ```xml
        <?xml version="1.0" encoding="utf-8"?>
        <OMSGateway>
          <!-- Comments are kept when a command changes the file. -->
          <ListenPort>8080</ListenPort>
          <AllowedPorts>443 8443</AllowedPorts>
          <RelayProxyAddress>http://proxy.contoso.com:3128</RelayProxyAddress>
        </OMSGateway>
        ```

        On Windows [Group Policy](group-policy.md) can set any of them but the password, and then counts instead of the file.

        A setting that the file does not name has its default, and so has every setting when there is no file. Names may be in any
        case. The file is checked as a whole before any of it applies: an unknown or repeated name, a value of the wrong kind or out
        of its range, or anything that is not plain XML is written to the event log as event 401 with file, line and remedy, and the
        last good settings stay in force. `OMSGatewayService.exe validate` makes the same check at any time.

        ## The lists

        Blank lines and lines that start with `#` are ignored, and a host may be followed by a remark after ` #`. Any encoding that
        Notepad saves is read. A line that is not valid is event 401 with file, line and remedy, and is skipped while the others hold; a
        list in which no line is valid does not apply at all.

        A host is an exact name, an IP address, or `*.` and a suffix, which stands for every name below the suffix but not the suffix
        itself: `*.ods.opinsights.azure.com`. Suffixes under which anyone can register a name, such as `*.com` or
        `*.azurewebsites.net`, are refused.

        A host may also be a prefix of at least three characters with a `*`, and a suffix of at least three labels:
        `azgn*.servicebus.windows.net` stands for `azgn1.servicebus.windows.net` and every other name whose first label begins with `azgn`
        and goes on, and for nothing else: not for `azgn.servicebus.windows.net`, `a.azgn1.servicebus.windows.net` or
        `myazgn1.servicebus.windows.net`. It is narrower than the whole suffix, but does not keep strangers out where customers choose their
        own names: any customer of Azure can have a Service Bus namespace that begins with `azgn`, and so adding it warns as `*.servicebus.windows.net` does.

        The hosts of the workspaces that the Microsoft Monitoring Agent on the gateway reports to
        are allowed without being listed; `hosts list --all` shows them.

        A client certificate's subject lists all of its attributes, in any order and letter case: `CN=worker01, OU=Azure, O=Contoso`.
        A name alone, `mycert`, means `CN=mycert` and nothing else. A comma, semicolon or plus sign within a value takes a backslash
        before it. Agents' certificates of the workspaces found on the gateway need no entry,
        except for clients of a group that has certificates of its own.

        ## Groups

        Clients that are to reach other hosts than everybody else are a group, with lists of its own:

        ```xml
        <OMSGateway>
          <Group name="pos" clients="10.1.0.0/16 10.2.0.0/16" />
          <Group name="lab" clients="10.1.9.0/24" hostPolicy="ReportOnly" />
        </OMSGateway>
        ```

        - `name`: a letter or digit, and up to 31 more letters, digits, hyphens and underscores. It is the same in any case, and in lower
          case part of the names of the group's files.
        - `clients`: networks in CIDR notation or single addresses, separated by spaces or commas. A client belongs to the group whose
          network is the most specific that it lies in, in whatever order they stand: 10.1.9.5 is in lab, 10.1.8.5 in pos. A network may
          be in one group only. `AllowedClients` is asked first.
        - `hostPolicy`: `Enforce` or `ReportOnly` for this group; without it what the setting `HostPolicy` says.

        A group's clients reach the hosts of its list, `allowedlist_server.pos.txt`, and no others: neither those of
        `allowedlist_server.txt` nor those of workspaces found on the gateway. A group without hosts is refused everything, with a warning.
        Its client certificates are those of `allowedlist_client.pos.txt`, and where that has none, those of everybody. All other settings
        are the same for all clients. Clients in no group have the lists without a group's name.

        There are at most 500 groups. `groups set`, `groups remove` and Set- and Remove-OMSGatewayGroup change them; removing a group
        removes its lists as well.

        """;
}
