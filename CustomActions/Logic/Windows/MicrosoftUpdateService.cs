using System.Runtime.InteropServices;
using OmsGateway.Configuration.Firewall.Windows;
using OmsGateway.CustomActions.Machine;

namespace OmsGateway.CustomActions.Windows;

/// <summary>IUpdateServiceManager2 of the Windows header wuapi.h.</summary>
internal sealed class MicrosoftUpdateService : IMicrosoftUpdate
{
    // The identifier of Microsoft Update, from the Windows Update Agent's documentation.
    private const string ServiceId = "7971f918-a847-4430-9279-4a52d1efe18d";

    // asfAllowPendingRegistration, asfAllowOnlineRegistration and asfRegisterServiceWithAU.
    private const int AddFlags = 7;

    // usrsRegistered.
    private const int Registered = 3;

    // Places in the table of functions: three of IUnknown and four of IDispatch come first, then the members as wuapi.h declares them.
    private const int RemoveService = 10;
    private const int QueryServiceRegistration = 16;
    private const int AddService2 = 17;
    private const int RegistrationState = 7;

    private static readonly Guid ManagerClass = new("F8D253D9-89A4-4DAA-87B6-1168369F0B21");
    private static readonly Guid ManagerContract = new("0BB8531D-7E8D-424F-986C-A0B8F60A3E7B");

    public bool? IsEnabled()
    {
        try
        {
            using ComObject manager = ComObject.Create(ManagerClass, ManagerContract);
            // A service that was never registered is an error here.
            manager.Find(QueryServiceRegistration, ServiceId, out ComObject? registration);
            using (registration) return registration is not null && registration.GetNumber(RegistrationState) == Registered;
        }
        catch (COMException)
        {
            return null;
        }
    }

    public unsafe void Enable()
    {
        using ComObject manager = ComObject.Create(ManagerClass, ManagerContract);
        nint id = Marshal.StringToBSTR(ServiceId);
        // Without a local cabinet the agent gets the authorization from the network (the page IUpdateServiceManager2::AddService2).
        nint noCabinet = Marshal.StringToBSTR("");
        nint registration = 0;
        try
        {
            var add = (delegate* unmanaged[Stdcall]<nint, nint, int, nint, nint*, int>)manager.Slot(AddService2);
            ComObject.Check(add(manager.Pointer, id, AddFlags, noCabinet, &registration));
        }
        finally
        {
            new ComObject(registration).Dispose();
            Marshal.FreeBSTR(id);
            Marshal.FreeBSTR(noCabinet);
        }
    }

    public void Disable()
    {
        using ComObject manager = ComObject.Create(ManagerClass, ManagerContract);
        ComObject.Check(manager.CallWithText(RemoveService, ServiceId));
    }
}
