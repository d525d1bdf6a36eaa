using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using OmsGateway.Gateway;
using OmsGateway.Host.Native;

namespace OmsGateway.Host.Counters;

/// <summary>Publishes through PerfLib: Windows reads the numbers from this process's memory whenever somebody asks.</summary>
[SupportedOSPlatform("windows")]
internal sealed unsafe class PerformanceCounterPublisher : ICounterPublisher
{
    private readonly PerfLibApi _api = new();
    private readonly nint _provider;
    private readonly long* _values;

    public PerformanceCounterPublisher()
    {
        _provider = _api.PerfStartProvider(CounterSet.ProviderId);
        // Outside the garbage collector's memory, since Windows keeps the addresses and reads them whenever it is asked.
        _values = (long*)NativeMemory.AllocZeroed((nuint)CounterSet.Counters.Count, sizeof(long));
        try
        {
            _api.PerfSetCounterSetInfo(_provider, Describe());
            void* instance = _api.PerfCreateInstance(_provider, CounterSet.SetId, "_Default");
            for (int i = 0; i < CounterSet.Counters.Count; i++)
                _api.PerfSetCounterRefValue(_provider, instance, (uint)i + 1, _values + i);
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    public void Publish(GatewayCounters counters)
    {
        for (int i = 0; i < CounterSet.Counters.Count; i++) Volatile.Write(ref _values[i], CounterSet.Counters[i].Read(counters));
    }

    /// <summary>Ends the provider, and only then frees what Windows reads; the instance goes with the provider.</summary>
    public void Dispose()
    {
        _api.PerfStopProvider(_provider);
        NativeMemory.Free(_values);
    }

    private static ReadOnlySpan<byte> Describe()
    {
        var block = new byte[sizeof(PerfLibApi.CounterSetInfo) + (CounterSet.Counters.Count * sizeof(PerfLibApi.CounterInfo))];
        var set = new PerfLibApi.CounterSetInfo
        {
            CounterSetGuid = CounterSet.SetId,
            ProviderGuid = CounterSet.ProviderId,
            NumCounters = (uint)CounterSet.Counters.Count,
            InstanceType = PerfLibApi.PERF_COUNTERSET_SINGLE_INSTANCE,
        };
        MemoryMarshal.Write(block, in set);

        Span<PerfLibApi.CounterInfo> counters =
            MemoryMarshal.Cast<byte, PerfLibApi.CounterInfo>(block.AsSpan(sizeof(PerfLibApi.CounterSetInfo)));
        for (int i = 0; i < counters.Length; i++)
        {
            counters[i] = new PerfLibApi.CounterInfo
            {
                // As numbered in OMSGateway.man.
                CounterId = (uint)i + 1,
                Type = PerfLibApi.PERF_COUNTER_LARGE_RAWCOUNT,
                Attrib = PerfLibApi.PERF_ATTRIB_BY_REFERENCE,
                Size = sizeof(long),
                DetailLevel = PerfLibApi.PERF_DETAIL_NOVICE,
                Offset = (uint)(i * sizeof(long)),
            };
        }

        return block;
    }
}
