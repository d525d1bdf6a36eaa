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
        | `OMSGateway.drain` | which run of the gateway should [drain](administrators-guide.md#behind-a-load-balancer-health-and-drain), written and deleted by the commands |
        | `OMSGateway.import` | the result of an [import](administrators-guide.md#carry-the-configuration-to-another-gateway), while it is written to the other files |
        | `OMSGateway.key` | not on Windows: the key that protects the relay password; keep it with the settings, and secret |

        The running gateway writes to a separate folder, so that its account needs no right to change settings and lists. It is `State` in
        the configuration directory (`state` on Linux), but `/var/lib/oms-gateway` for `/etc/oms-gateway`, or the folder that systemd made
        for the service (`$STATE_DIRECTORY`). The gateway creates the folder if it may. `OMSGateway.status` in it has the gateway's latest
        status, which `OMSGatewayService status` shows. `OMSGateway.inventory` has the clients and hosts that it has seen, and
        `OMSGateway.history` the traffic of the last day and month.

        A change takes effect within seconds, without a restart, and open tunnels stay open. There are three ways to change a setting:

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

        On Windows [Group Policy](group-policy.md) can set any of them except the password, and then overrides the file.

        Settings that the file does not name have their defaults; without a file, all do. Names are not case-sensitive. The gateway checks
        the whole file before it applies any of it. An unknown or repeated name, a value of the wrong kind or out of range, or anything
        that is not plain XML is event 401 with file, line and remedy, and the last valid settings stay in force. Run
        `OMSGatewayService.exe validate` for the same check at any time.

        ## The lists

        Blank lines and lines that start with `#` are ignored, and a host may be followed by a remark after ` #`. Any encoding in which
        Notepad saves is accepted. A line that is not valid is event 401 with file, line and remedy; it is skipped, and the other lines
        apply. A list without a single valid line does not apply at all.

        A host is an exact name, an IP address, or `*.` and a suffix, which matches every name below the suffix but not the suffix itself:
        `*.ods.opinsights.azure.com`. Suffixes under which anyone can register a name, such as `*.com` or `*.azurewebsites.net`, are
        refused.

        A host may also be a prefix of at least three characters with a `*`, and a suffix of at least three labels:
        `azgn*.servicebus.windows.net` matches `azgn1.servicebus.windows.net` and every other name whose first label begins with `azgn`
        and is longer. It does not match `azgn.servicebus.windows.net`, `a.azgn1.servicebus.windows.net` or
        `myazgn1.servicebus.windows.net`. It is narrower than the whole suffix, but does not keep strangers out if customers choose their
        own names: any customer of Azure can have a Service Bus namespace that begins with `azgn`. So adding it warns, as adding
        `*.servicebus.windows.net` does.

        If the Microsoft Monitoring Agent runs on the gateway, the hosts of its workspaces are allowed without being listed;
        `hosts list --all` shows them.

        A client certificate's subject lists all of its attributes, in any order and letter case: `CN=worker01, OU=Azure, O=Contoso`. A
        name alone, `mycert`, means `CN=mycert` and nothing else. Put a backslash before a comma, semicolon or plus sign within a value.
        Agents' certificates of the workspaces found on the gateway need no entry, except for clients of a group with its own
        certificates.

        ## Groups

        Use a group, with lists of its own, for clients that should reach other hosts than everybody else:

        ```xml
        <OMSGateway>
          <Group name="pos" clients="10.1.0.0/16 10.2.0.0/16" />
          <Group name="lab" clients="10.1.9.0/24" hostPolicy="ReportOnly" />
        </OMSGateway>
        ```

        - `name`: a letter or digit, and up to 31 more letters, digits, hyphens and underscores. It is not case-sensitive, and in lower
          case it is part of the names of the group's files.
        - `clients`: networks in CIDR notation or single addresses, separated by spaces or commas. A client belongs to the group with the
          most specific network that contains its address, whatever the order: 10.1.9.5 is in lab, 10.1.8.5 in pos. A network can be in
          one group only. `AllowedClients` is checked first.
        - `hostPolicy`: `Enforce` or `ReportOnly` for this group; without it the setting `HostPolicy` applies.

        A group's clients reach the hosts of its list, `allowedlist_server.pos.txt`, and no others: neither those of
        `allowedlist_server.txt` nor those of workspaces found on the gateway. A group without hosts is refused everything, with a
        warning. Its client certificates are those in `allowedlist_client.pos.txt`; if that has none, the common ones apply. All other
        settings are the same for all clients. Clients in no group use the lists without a group's name.

        There are at most 500 groups. `groups set`, `groups remove` and Set- and Remove-OMSGatewayGroup change them; removing a group
        removes its lists as well.

        """;
}
