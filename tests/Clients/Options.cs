namespace OmsGateway.Clients;

/// <summary>What to do: <c>[--write FILE] [--heads FOLDER] [SCRIPT…]</c>.</summary>
internal sealed record Options
{
    /// <summary>The clients to try: those whose scripts are named, or all.</summary>
    public IReadOnlyList<Client> Clients { get; private init; } = Client.All;

    /// <summary>Markdown file whose part between the result marks is replaced.</summary>
    public string? Output { get; private init; }

    /// <summary>Folder that takes the head of each client's request.</summary>
    public string? HeadsFolder { get; private init; }

    /// <exception cref="ArgumentException">An option or a client is unknown, or an option has no value.</exception>
    public static Options Parse(string[] arguments)
    {
        var options = new Options();
        List<Client> named = [];
        for (int i = 0; i < arguments.Length; i++)
        {
            switch (arguments[i])
            {
                case "--write" or "--heads" when i + 1 == arguments.Length: throw new ArgumentException($"{arguments[i]} needs a value");
                case "--write": options = options with { Output = arguments[++i] }; break;
                case "--heads": options = options with { HeadsFolder = arguments[++i] }; break;
                default: named.Add(Find(arguments[i])); break;
            }
        }

        return named.Count > 0 ? options with { Clients = named } : options;
    }

    private static Client Find(string script) => Client.All.FirstOrDefault(c => c.Script == script)
        ?? throw new ArgumentException(
            $"'{script}' is neither --write FILE, --heads FOLDER nor a client; clients are {string.Join(", ", Client.All.Select(c => c.Script))}");
}
