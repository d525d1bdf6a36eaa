namespace OmsGateway.Configuration.Files;

/// <summary>What Windows does to files, by its error codes; 0 is success.</summary>
internal interface IFileMoves
{
    bool Exists(string path);

    /// <summary>ReplaceFileW: the replacement takes the file's name and its access control list, the file the backup's name.</summary>
    int Replace(string path, string replacement, string backup);

    /// <summary>MoveFileExW, to a name that must be free.</summary>
    int Move(string from, string to);

    /// <summary>Deletes a file if it can.</summary>
    void Delete(string path);

    /// <summary>Waits until nobody holds a file.</summary>
    void Pause();
}
