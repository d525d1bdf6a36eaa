using System.Runtime.InteropServices;
using OmsGateway.CustomActions.Machine;
using OmsGateway.CustomActions.Windows;
using OmsGateway.TestSupport;

namespace OmsGateway.CustomActions.Tests.Services;

/// <summary>
/// What Windows' service control manager is told, of which Wine's keeps nothing: here a library in the place of advapi32 takes it. Levels,
/// numbers and structures are those of the Windows header winsvc.h, which MinGW-w64 has as well.
/// </summary>
public class ServiceManagerTests
{
    private const string Source = """
        int (*change)(void *service, unsigned level, void *information);
        void *OpenSCManagerW(void *machine, void *database, unsigned rights) { return &change; }
        void *OpenServiceW(void *manager, void *name, unsigned rights) { return &change; }
        int CloseServiceHandle(void *handle) { return 1; }
        int ChangeServiceConfig2W(void *service, unsigned level, void *information) { return change(service, level, information); }
        """;

    private static readonly Lazy<nint> Library = new(MakeLibrary);

    private delegate int ChangeServiceConfig2(nint service, uint level, nint information);

    [UnixFact]
    public void A_service_is_started_again_after_a_crash_and_after_an_end_with_an_error()
    {
        var actions = new FailureActions(86_400, [new(FailureStepKind.Restart, 60_000), new(FailureStepKind.None, 5_000)]);

        // SERVICE_CONFIG_FAILURE_ACTIONS with SC_ACTION_RESTART and SC_ACTION_NONE, and SERVICE_CONFIG_FAILURE_ACTIONS_FLAG with TRUE.
        Assert.Equal(["2: 86400 s, 1 after 60000 ms, 0 after 5000 ms", "4: 1"], Told(services => services.SetFailureActions("OMSGatewayService", actions)));
    }

    [UnixFact]
    public void A_service_starts_some_minutes_after_Windows() =>
        // SERVICE_CONFIG_DELAYED_AUTO_START_INFO with TRUE.
        Assert.Equal(["3: 1"], Told(services => services.SetDelayedStart("OMSGatewayService")));

    [UnixFact]
    public void A_service_has_an_identifier_of_its_own() =>
        // SERVICE_CONFIG_SERVICE_SID_INFO with SERVICE_SID_TYPE_UNRESTRICTED.
        Assert.Equal(["5: 1"], Told(services => services.SetOwnIdentifier("OMSGatewayService")));

    private static List<string> Told(Action<ServiceManager> change)
    {
        List<string> told = [];
        ChangeServiceConfig2 take = (_, level, information) =>
        {
            told.Add($"{level}: {(level == 2 ? FailureActions(information) : $"{Marshal.ReadInt32(information)}")}");
            return 1;
        };
        Marshal.WriteIntPtr(NativeLibrary.GetExport(Library.Value, "change"), Marshal.GetFunctionPointerForDelegate(take));
        change(new ServiceManager());
        GC.KeepAlive(take);
        return told;
    }

    // SERVICE_FAILURE_ACTIONSW: a DWORD, two texts, a DWORD and the address of as many SC_ACTION, which are two DWORDs each.
    private static string FailureActions(nint block)
    {
        nint first = Marshal.ReadIntPtr(block, 4 * nint.Size);
        IEnumerable<string> steps = Enumerable.Range(0, Marshal.ReadInt32(block, 3 * nint.Size))
            .Select(i => $"{Marshal.ReadInt32(first, 8 * i)} after {Marshal.ReadInt32(first, (8 * i) + 4)} ms");
        return string.Join(", ", steps.Prepend($"{Marshal.ReadInt32(block)} s"));
    }

    private static nint MakeLibrary()
    {
        using var folder = new TemporaryFolder();
        TestSupport.ProgramRunner.Output("gcc", "-shared", "-fPIC", "-o", folder["advapi32.so"], folder.Write("advapi32.c", Source));
        nint library = NativeLibrary.Load(folder["advapi32.so"]);
        NativeLibrary.SetDllImportResolver(typeof(ServiceManager).Assembly, (name, _, _) => name == "advapi32" ? library : 0);
        return library;
    }
}
