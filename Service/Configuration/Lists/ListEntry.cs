namespace OmsGateway.Configuration.Lists;

/// <summary>An entry of a list file and where it stands.</summary>
/// <param name="Line">Line from 1.</param>
/// <param name="Entry">The entry.</param>
internal sealed record ListEntry<T>(int Line, T Entry);

/// <summary>Reads one entry; the error is what is wrong, as the rest of a sentence.</summary>
internal delegate bool EntryParser<T>(string text, out T? entry, out string? error)
    where T : class;
