namespace OmsGateway.Fuzzing.Engine;

/// <summary>Something that reads untrusted bytes, and what must hold whatever the bytes are.</summary>
internal abstract class FuzzTarget
{
    /// <summary>Its name on the command line and of its folder of findings.</summary>
    public abstract string Name { get; }

    /// <summary>Valid inputs to begin with; by default the files of its name in the folder seeds.</summary>
    public virtual IReadOnlyList<byte[]> Seeds => [.. InputFolder.Seeds.Files(this).Select(File.ReadAllBytes)];

    /// <summary>Words of its language, which random bytes would hardly hit on.</summary>
    public virtual IReadOnlyList<byte[]> Words => [];

    /// <summary>Longest input tried, in bytes.</summary>
    public virtual int MaximumLength => 4096;

    /// <summary>Most bytes one input may make the thread allocate.</summary>
    public virtual long MaximumAllocation => 8 << 20;

    /// <summary>Longest time one input may take. Far above what is usual, since the machine may be busy.</summary>
    public virtual TimeSpan MaximumTime => TimeSpan.FromSeconds(1);

    /// <summary>Inputs of the short run.</summary>
    public virtual int ShortRun => 5000;

    /// <summary>A mutation that knows the input's grammar; null leaves it to random ones.</summary>
    public virtual byte[]? Mutate(byte[] input, Random random) => null;

    /// <summary>Tries one input.</summary>
    /// <exception cref="Exception">Whatever escapes is a finding.</exception>
    public abstract void Try(byte[] input);
}
