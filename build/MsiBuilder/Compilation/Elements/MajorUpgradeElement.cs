namespace OmsGateway.MsiBuilder.Compilation.Elements;

/// <summary><c>MajorUpgrade</c>: rows of Upgrade, launch conditions, and where RemoveExistingProducts goes.</summary>
internal static class MajorUpgradeElement
{
    private const string Detected = "WIX_UPGRADE_DETECTED";
    private const string DowngradeDetected = "WIX_DOWNGRADE_DETECTED";

    public static void Compile(ElementReader e, Scope scope, string? upgradeCode, string version, string? language)
    {
        var allowDowngrades = e.YesNo("AllowDowngrades") ?? false;
        var allowSame = e.YesNo("AllowSameVersionUpgrades") ?? false;
        var disallow = e.YesNo("Disallow") ?? false;
        var downgradeMessage = e.Text("DowngradeErrorMessage");
        var disallowMessage = e.Text("DisallowUpgradeErrorMessage");
        var ignoreFailure = e.YesNo("IgnoreRemoveFailure") == true ? UpgradeElement.IgnoreRemoveFailure : 0;
        var migrate = e.YesNo("MigrateFeatures") == false ? 0 : UpgradeElement.MigrateFeatures;
        var remove = e.Text("RemoveFeatures");
        // A row without a language finds products of every language (Upgrade table).
        language = e.YesNo("IgnoreLanguage") == true ? null : language;
        var after = e.Word("Schedule", "afterInstallValidate", "afterInstallInitialize", "afterInstallExecute",
            "afterInstallExecuteAgain", "afterInstallFinalize");
        if (upgradeCode is null)
            e.Conflict("MajorUpgrade needs Package/@UpgradeCode.");
        if (allowDowngrades ? downgradeMessage is not null || allowSame : downgradeMessage is null)
            e.Conflict(
                "MajorUpgrade needs either DowngradeErrorMessage, or AllowDowngrades='yes' without it and without AllowSameVersionUpgrades.");
        if (disallow != disallowMessage is not null)
            e.Conflict("MajorUpgrade's Disallow='yes' and DisallowUpgradeErrorMessage go together.");

        if (allowDowngrades)
        {
            // From version 0 on, 0 included, which is every version.
            scope.Section.Row("Upgrade", e.Location, upgradeCode, "0", null, language,
                UpgradeElement.IncludeMinimum | migrate | ignoreFailure, remove, Detected);
        }
        else
        {
            var attributes = (allowSame ? UpgradeElement.IncludeMaximum : 0) | migrate | ignoreFailure;
            scope.Section.Row("Upgrade", e.Location, upgradeCode, null, version, language, attributes, remove, Detected);
            // A newer version is only detected: the condition below stops the installation, and RemoveExistingProducts must not remove it.
            scope.Section.Row("Upgrade", e.Location, upgradeCode, version, null, language,
                UpgradeElement.OnlyDetect | ignoreFailure, null, DowngradeDetected);
            scope.Section.Row("LaunchCondition", e.Location, $"NOT {DowngradeDetected}", downgradeMessage);
        }

        if (disallow)
            scope.Section.Row("LaunchCondition", e.Location, $"NOT {Detected}", disallowMessage);
        scope.Section.Items.Add(new ScheduledAction(
            e.Location, SequenceElement.InstallExecute, "RemoveExistingProducts", null, null,
            (after ?? "afterInstallValidate")["after".Length..], null, false));
        scope.Section.Define(SymbolKind.Action, $"{SequenceElement.InstallExecute}/RemoveExistingProducts", e.Location);
        e.EndLeaf();
    }
}
