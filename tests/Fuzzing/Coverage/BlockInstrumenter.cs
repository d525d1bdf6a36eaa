using Mono.Cecil;
using Mono.Cecil.Cil;
using Mono.Cecil.Rocks;

namespace OmsGateway.Fuzzing.Coverage;

/// <summary>Rewrites an assembly so that each basic block reports itself to <see cref="BlockCounters"/>.</summary>
internal sealed class BlockInstrumenter
{
    /// <summary>Blocks numbered so far, over all assemblies.</summary>
    public int Blocks { get; private set; }

    /// <summary>The instrumented assembly's bytes.</summary>
    public byte[] Instrument(string path)
    {
        using AssemblyDefinition assembly = AssemblyDefinition.ReadAssembly(path);
        MethodReference hit = assembly.MainModule.ImportReference(typeof(BlockCounters).GetMethod(nameof(BlockCounters.Hit)));
        foreach (MethodDefinition method in assembly.MainModule.GetTypes().SelectMany(t => t.Methods).Where(m => m.HasBody))
            Instrument(method.Body, hit);
        using var stream = new MemoryStream();
        assembly.Write(stream);
        return stream.ToArray();
    }

    private void Instrument(MethodBody body, MethodReference hit)
    {
        body.SimplifyMacros();
        ILProcessor processor = body.GetILProcessor();
        foreach (Instruction start in FindStarts(body))
        {
            // The instruction itself becomes the report and moves behind it, so that whatever points to it points to both.
            Instruction moved = processor.Create(OpCodes.Nop);
            (moved.OpCode, moved.Operand) = (start.OpCode, start.Operand);
            (start.OpCode, start.Operand) = (OpCodes.Ldc_I4, Blocks++);
            processor.InsertAfter(start, moved);
            processor.InsertAfter(start, processor.Create(OpCodes.Call, hit));
        }

        body.OptimizeMacros();
    }

    private static HashSet<Instruction> FindStarts(MethodBody body)
    {
        HashSet<Instruction> starts = [body.Instructions[0]];
        foreach (Instruction instruction in body.Instructions)
        {
            if (instruction.Operand is Instruction target) starts.Add(target);
            if (instruction.Operand is Instruction[] targets) starts.UnionWith(targets);
            if (instruction.OpCode.FlowControl == FlowControl.Cond_Branch) starts.Add(instruction.Next);
        }

        foreach (ExceptionHandler handler in body.ExceptionHandlers) starts.Add(handler.HandlerStart);
        return starts;
    }
}
