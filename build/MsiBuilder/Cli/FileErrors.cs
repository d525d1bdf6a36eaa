using OmsGateway.MsiBuilder.Cabinet;
using OmsGateway.MsiBuilder.CompoundFile;
using OmsGateway.MsiBuilder.Database;
using OmsGateway.MsiBuilder.Transforms;

namespace OmsGateway.MsiBuilder.Cli;

/// <summary>Turns what files can do wrong into a line on standard error and an exit code.</summary>
internal static class FileErrors
{
    public static int Guard(Func<int> action)
    {
        try
        {
            return action();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException
            or CompoundFileException or MsiDatabaseException or CabinetException or TransformException)
        {
            Console.Error.WriteLine($"MsiBuilder: error: {e.Message}");
            return ExitCode.FileError;
        }
    }

    /// <summary>Writes a file whole or not at all.</summary>
    public static void Write(string path, Action<Stream> write)
    {
        // In the same folder, so that the move is a rename: nobody ever sees half a file under the real name.
        var temporary = path + ".partial";
        try
        {
            using (var stream = File.Create(temporary))
                write(stream);
            File.Move(temporary, path, overwrite: true);
        }
        finally
        {
            // Where it was moved there is nothing left, which is no error to File.Delete.
            File.Delete(temporary);
        }
    }
}
