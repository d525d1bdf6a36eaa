namespace OmsGateway.MsiBuilder.Cabinet;

/// <summary>Cuts the files of a folder, one after another, into blocks without regard to where a file ends.</summary>
internal static class BlockSource
{
    public static IEnumerable<(byte[] Block, int Length)> Read(IEnumerable<CabinetFile> files)
    {
        var block = new byte[CabinetLayout.BlockSize];
        var filled = 0;
        foreach (var file in files)
        {
            using var stream = file.Content.Open();
            var left = file.Content.Length;
            while (left > 0)
            {
                var read = stream.Read(block, filled, (int)Math.Min(left, block.Length - filled));
                if (read == 0)
                    throw new CabinetException($"{file.Name} became shorter while it was read.");
                filled += read;
                left -= read;
                if (filled < block.Length)
                    continue;
                yield return (block, filled);
                // A new array: the one that was given out may still be compressed on another thread (CabinetWriter.WriteBlocks).
                (block, filled) = (new byte[CabinetLayout.BlockSize], 0);
            }
        }

        if (filled > 0)
            yield return (block, filled);
    }
}
