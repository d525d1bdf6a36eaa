using OmsGateway.MsiBuilder.Compilation.Elements;

namespace OmsGateway.MsiBuilder.Linking;

/// <summary>The standard actions a package must have: those of any package, and those that its tables need.</summary>
internal static class RequiredActions
{
    // As the toolset requires them (SequenceActionsCommand.cs, GetRequiredActionIds).
    private static readonly string[] Always =
    [
        "AdminExecuteSequence/CostInitialize", "AdminExecuteSequence/FileCost", "AdminExecuteSequence/CostFinalize",
            "AdminExecuteSequence/InstallValidate",
        "AdminExecuteSequence/InstallInitialize", "AdminExecuteSequence/InstallAdminPackage",
        "AdminExecuteSequence/InstallFiles", "AdminExecuteSequence/InstallFinalize",
        "AdminUISequence/CostInitialize", "AdminUISequence/FileCost", "AdminUISequence/CostFinalize",
        "AdminUISequence/ExecuteAction",
        "AdvtExecuteSequence/CostInitialize", "AdvtExecuteSequence/CostFinalize", "AdvtExecuteSequence/InstallValidate",
        "AdvtExecuteSequence/InstallInitialize",
        "AdvtExecuteSequence/PublishFeatures", "AdvtExecuteSequence/PublishProduct", "AdvtExecuteSequence/InstallFinalize",
        "InstallExecuteSequence/ValidateProductID", "InstallExecuteSequence/CostInitialize", "InstallExecuteSequence/FileCost",
        "InstallExecuteSequence/CostFinalize",
        "InstallExecuteSequence/InstallValidate", "InstallExecuteSequence/InstallInitialize",
        "InstallExecuteSequence/ProcessComponents",
        "InstallExecuteSequence/UnpublishFeatures", "InstallExecuteSequence/RegisterUser",
        "InstallExecuteSequence/RegisterProduct",
        "InstallExecuteSequence/PublishFeatures", "InstallExecuteSequence/PublishProduct",
        "InstallExecuteSequence/InstallFinalize",
        "InstallUISequence/ValidateProductID", "InstallUISequence/CostInitialize", "InstallUISequence/FileCost",
        "InstallUISequence/CostFinalize",
        "InstallUISequence/ExecuteAction",
    ];

    // All are of InstallExecuteSequence; those with a U of InstallUISequence too, those with a D of AdvtExecuteSequence too.
    private static readonly Dictionary<string, string[]> ByTable = new(StringComparer.Ordinal)
    {
        ["AppSearch"] = ["U:AppSearch"],
        ["CCPSearch"] = ["U:AppSearch", "U:CCPSearch", "U:RMCCPSearch"],
        ["Component"] = ["CreateFolders", "RemoveFolders"],
        ["CreateFolder"] = ["CreateFolders", "RemoveFolders"],
        // DuplicateFiles must come after InstallFiles (Microsoft, "DuplicateFiles Action"), so the toolset adds both.
        ["DuplicateFile"] = ["InstallFiles", "DuplicateFiles", "RemoveDuplicateFiles"],
        ["Environment"] = ["WriteEnvironmentStrings", "RemoveEnvironmentStrings"],
        ["File"] = ["InstallFiles", "RemoveFiles"],
        ["Font"] = ["RegisterFonts", "UnregisterFonts"],
        ["IniFile"] = ["WriteIniValues", "RemoveIniValues"],
        ["LaunchCondition"] = ["U:LaunchConditions"],
        ["MoveFile"] = ["MoveFiles"],
        ["MsiServiceConfig"] = ["MsiConfigureServices"],
        ["MsiServiceConfigFailureActions"] = ["MsiConfigureServices"],
        ["Registry"] = ["WriteRegistryValues", "RemoveRegistryValues"],
        ["RemoveFile"] = ["RemoveFiles"],
        ["RemoveIniFile"] = ["WriteIniValues", "RemoveIniValues"],
        ["RemoveRegistry"] = ["WriteRegistryValues", "RemoveRegistryValues"],
        ["SelfReg"] = ["SelfRegModules", "SelfUnregModules"],
        ["ServiceControl"] = ["StartServices", "StopServices", "DeleteServices"],
        ["ServiceInstall"] = ["InstallServices"],
        ["Shortcut"] = ["D:CreateShortcuts", "RemoveShortcuts"],
        ["Upgrade"] = ["U:FindRelatedProducts"],
    };

    public static IEnumerable<StandardAction> For(IEnumerable<string> tables, bool migrateFeatures)
    {
        var keys = new HashSet<string>(Always, StringComparer.Ordinal);
        foreach (
            var entry in tables.SelectMany(t => ByTable.GetValueOrDefault(t) ?? []).Concat(
            // Not for every Upgrade table, but only if a row asks for it (SequenceActionsCommand.cs, GetRequiredActionIds).
            migrateFeatures ? ["U:MigrateFeatureStates"] : []))
        {
            var action = entry[(entry.IndexOf(':') + 1)..];
            keys.Add($"InstallExecuteSequence/{action}");
            if (entry.StartsWith("U:", StringComparison.Ordinal))
                keys.Add($"InstallUISequence/{action}");
            if (entry.StartsWith("D:", StringComparison.Ordinal))
                keys.Add($"AdvtExecuteSequence/{action}");
        }

        return keys.Select(k => StandardActions.Find(k)!);
    }
}
