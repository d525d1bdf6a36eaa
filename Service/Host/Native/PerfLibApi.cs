using System.ComponentModel;
using System.Runtime.InteropServices;
using System.Runtime.Versioning;

namespace OmsGateway.Host.Native;

/// <summary>
/// The functions of advapi32 by which a program supplies performance counters (PerfLib version 2). They are looked up at run
/// time, because not every system that runs Windows programs has them.
/// </summary>
[SupportedOSPlatform("windows")]
internal sealed unsafe class PerfLibApi
{
    public const uint PERF_COUNTER_LARGE_RAWCOUNT = 0x00010100;
    public const ulong PERF_ATTRIB_BY_REFERENCE = 1;
    public const uint PERF_DETAIL_NOVICE = 100;
    public const uint PERF_COUNTERSET_SINGLE_INSTANCE = 0;

    private readonly delegate* unmanaged<Guid*, void*, nint*, uint> _start;
    private readonly delegate* unmanaged<nint, void*, uint, uint> _setInfo;
    private readonly delegate* unmanaged<nint, Guid*, char*, uint, void*> _createInstance;
    private readonly delegate* unmanaged<nint, void*, uint, void*, uint> _setReference;
    private readonly delegate* unmanaged<nint, uint> _stop;

    /// <exception cref="DllNotFoundException">There is no advapi32.</exception>
    /// <exception cref="EntryPointNotFoundException">It lacks one of the functions.</exception>
    public PerfLibApi()
    {
        nint library = NativeLibrary.Load("advapi32.dll");
        _start = (delegate* unmanaged<Guid*, void*, nint*, uint>)NativeLibrary.GetExport(library, "PerfStartProvider");
        _setInfo = (delegate* unmanaged<nint, void*, uint, uint>)NativeLibrary.GetExport(library, "PerfSetCounterSetInfo");
        _createInstance = (delegate* unmanaged<nint, Guid*, char*, uint, void*>)NativeLibrary.GetExport(library, "PerfCreateInstance");
        _setReference = (delegate* unmanaged<nint, void*, uint, void*, uint>)NativeLibrary.GetExport(library, "PerfSetCounterRefValue");
        _stop = (delegate* unmanaged<nint, uint>)NativeLibrary.GetExport(library, "PerfStopProvider");
    }

    public nint PerfStartProvider(Guid provider)
    {
        nint handle;
        Check(_start(&provider, null, &handle));
        return handle;
    }

    public void PerfSetCounterSetInfo(nint provider, ReadOnlySpan<byte> info)
    {
        fixed (byte* start = info) Check(_setInfo(provider, start, (uint)info.Length));
    }

    public void* PerfCreateInstance(nint provider, Guid set, string name)
    {
        fixed (char* text = name)
        {
            void* instance = _createInstance(provider, &set, text, 0);
            return instance is null ? throw new Win32Exception() : instance;
        }
    }

    public void PerfSetCounterRefValue(nint provider, void* instance, uint counter, void* value) =>
        Check(_setReference(provider, instance, counter, value));

    public void PerfStopProvider(nint provider) => _ = _stop(provider);

    private static void Check(uint error)
    {
        if (error != 0) throw new Win32Exception((int)error);
    }

    /// <summary>PERF_COUNTERSET_INFO.</summary>
    [StructLayout(LayoutKind.Sequential)]
    public struct CounterSetInfo
    {
        public Guid CounterSetGuid;
        public Guid ProviderGuid;
        public uint NumCounters;
        public uint InstanceType;
    }

    /// <summary>PERF_COUNTER_INFO; an array of them follows the set's.</summary>
    [StructLayout(LayoutKind.Sequential)]
    public struct CounterInfo
    {
        public uint CounterId;
        public uint Type;
        public ulong Attrib;
        public uint Size;
        public uint DetailLevel;
        public int Scale;
        public uint Offset;
    }
}
