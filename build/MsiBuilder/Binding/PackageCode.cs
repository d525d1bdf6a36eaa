using System.Security.Cryptography;
using OmsGateway.MsiBuilder.CompoundFile;
using OmsGateway.MsiBuilder.Database;

namespace OmsGateway.MsiBuilder.Binding;

/// <summary>
/// The package code: every package that differs must have another one, and every copy of the same package the same. So it
/// is derived from all the bytes of the package.
/// </summary>
public static class PackageCode
{
    private static readonly Guid NameSpace = new("8B0C7A5E-6E0B-4B52-9E0D-5A2C3D1F7E64");

    /// <summary>Sets the package code of a database that is otherwise complete.</summary>
    public static void Set(MsiDatabase database)
    {
        // The code is not derived from an earlier one, so that the same package always gets the same code.
        database.Summary[SummaryProperty.RevisionNumber] = null;
        using var hash = SHA256.Create();
        // Hashed while it is written to nowhere, so that a package with a large cabinet is never in memory as a whole.
        using (var stream = new CryptoStream(Stream.Null, hash, CryptoStreamMode.Write))
            CompoundFileWriter.Write(DatabaseWriter.ToStorage(database), stream);
        database.Summary[SummaryProperty.RevisionNumber] = NameBasedGuid.Create(NameSpace, hash.Hash!);
    }
}
