namespace OmsGateway.MsiBuilder.Validation;

/// <summary>No folder has the name of a property of Windows Installer's own.</summary>
internal sealed class DirectoryNameRule : IValidationRule
{
    // Microsoft's page "Property Reference", without the folders on it.
    private static readonly HashSet<string> Reserved = new(
        """
        ACTION ADDDEFAULT ADDLOCAL ADDSOURCE ADVERTISE AFTERREBOOT ALLUSERS ARPAUTHORIZEDCDFPREFIX ARPCOMMENTS ARPCONTACT ARPHELPLINK
        ARPHELPTELEPHONE ARPINSTALLLOCATION ARPNOMODIFY ARPNOREMOVE ARPNOREPAIR ARPPRODUCTICON ARPREADME ARPSIZE ARPSYSTEMCOMPONENT
        ARPURLINFOABOUT ARPURLUPDATEINFO AVAILABLEFREEREG AdminProperties AdminUser Alpha CCP COMPADDDEFAULT COMPADDLOCAL COMPADDSOURCE
        COMPANYNAME ComputerName CostingComplete CustomActionData DISABLEADVTSHORTCUTS DISABLEMEDIA DISABLEROLLBACK Date DefaultUIFont DiskPrompt
        EXECUTEACTION EXECUTEMODE FASTOEM FILEADDDEFAULT FILEADDLOCAL FILEADDSOURCE INSTALLLEVEL Installed IsAdminPackage LIMITUI LOGACTION
        LeftUnit LogonUser MEDIAPACKAGEPATH MSIARPSETTINGSIDENTIFIER MSICHECKCRCS MSIDISABLEEEUI MSIDISABLELUAPATCHING MSIDISABLERMRESTART
        MSIENFORCEUPGRADECOMPONENTRULES MSIFASTINSTALL MSIINSTALLPERUSER MSIINSTANCEGUID MSINEWINSTANCE MSINODISABLEMEDIA MSIPATCHREMOVE
        MSIRESTARTMANAGERCONTROL MSIRMSHUTDOWN MSIUNINSTALLSUPERSEDEDCOMPONENTS MSIUSEREALADMINDETECTION Manufacturer MediaSourceDir
        MsiHiddenProperties MsiLogFileLocation MsiLogging MsiNTProductType MsiNTSuiteBackOffice MsiNTSuiteDataCenter MsiNTSuiteEnterprise
        MsiNTSuitePersonal MsiNTSuiteSmallBusiness MsiNTSuiteSmallBusinessRestricted MsiNTSuiteWebServer MsiNetAssemblySupport
        MsiPatchRemovalList MsiRestartManagerSessionKey MsiRunningElevated MsiSystemRebootPending MsiTabletPC MsiUIHideCancel
        MsiUIProgressOnly MsiUISourceResOnly MsiWin32AssemblySupport NOCOMPANYNAME NOUSERNAME OLEAdvtSupport OriginalDatabase OutOfDiskSpace
        OutOfNoRbDiskSpace PATCH PATCHNEWPACKAGECODE PATCHNEWSUMMARYCOMMENTS PATCHNEWSUMMARYSUBJECT PIDKEY PIDTemplate PROMPTROLLBACKCOST
        ParentOriginalDatabase ParentProductCode Preselected PrimaryVolumePath PrimaryVolumeSpaceAvailable PrimaryVolumeSpaceRemaining
        PrimaryVolumeSpaceRequired Privileged ProductCode ProductID ProductLanguage ProductName ProductState ProductVersion REBOOT REBOOTPROMPT
        REINSTALL REINSTALLMODE REMOVE RESUME ROOTDRIVE RedirectedDllSupport RemoteAdminTS ReplacedInUseFiles RollbackDisabled SEQUENCE
        SHORTFILENAMES ServicePackLevel ServicePackLevelMinor SharedWindows ShellAdvtSupport SystemLanguageID TRANSFORMS TRANSFORMSATSOURCE
        TRANSFORMSSECURE TTCSupport TerminalServer Time UILevel UPGRADINGPRODUCTCODE USERNAME UpdateStarted UpgradeCode UserLanguageID
        UserSID Version9X VersionDatabase VersionMsi VersionNT VersionNT64 Windows
        """.Split([' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries), StringComparer.Ordinal);

    public string Ice => "ICE99";

    public IEnumerable<string> Check(Tables tables) => tables.Rows("Directory").Select(r => r.Text("Directory")).OfType<string>()
        .Where(Reserved.Contains).Select(d => $"The folder {d} has the name of a property of Windows Installer's own.");
}
