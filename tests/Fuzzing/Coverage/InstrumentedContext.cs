using System.Reflection;
using System.Runtime.Loader;

namespace OmsGateway.Fuzzing.Coverage;

/// <summary>Loads this assembly a second time, with instrumented copies of the assemblies under test.</summary>
internal sealed class InstrumentedContext : AssemblyLoadContext
{
    private static readonly string[] UnderTest = ["OmsGateway.Configuration", "OmsGateway.Gateway", "MsiBuilder"];

    private readonly Dictionary<string, byte[]> _assemblies = [];

    private InstrumentedContext()
        : base("instrumented")
    {
        var instrumenter = new BlockInstrumenter();
        foreach (string name in UnderTest)
            _assemblies[name] = instrumenter.Instrument(Path.Combine(AppContext.BaseDirectory, name + ".dll"));
        Assembly self = typeof(InstrumentedContext).Assembly;
        _assemblies[self.GetName().Name!] = File.ReadAllBytes(self.Location);
        Blocks = instrumenter.Blocks;
    }

    private int Blocks { get; }

    /// <summary>Runs a static method of this assembly's in its second copy.</summary>
    public static object? Invoke(Delegate method, params object?[] arguments)
    {
        var context = new InstrumentedContext();
        Assembly copy = context.LoadFromAssemblyName(typeof(InstrumentedContext).Assembly.GetName());
        const BindingFlags Static = BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic;
        copy.GetType(typeof(BlockCounters).FullName!)!.GetMethod(nameof(BlockCounters.Allocate), Static)!.Invoke(null, [context.Blocks]);
        return copy.GetType(method.Method.DeclaringType!.FullName!)!.GetMethod(method.Method.Name, Static)!.Invoke(null, arguments);
    }

    protected override Assembly? Load(AssemblyName assemblyName) =>
        _assemblies.TryGetValue(assemblyName.Name!, out byte[]? bytes) ? LoadFromStream(new MemoryStream(bytes)) : null;
}
