using System.Diagnostics.CodeAnalysis;

namespace OmsGateway.Configuration.Settings;

/// <summary>A setting of which the table gives everything: how to read, write, get and put its value.</summary>
internal sealed class SettingDefinition<T>(string name, SettingKind kind, string summary)
    : SettingDefinition(name, kind, summary)
{
    public required ValueReader<T> Reader { get; init; }

    public required Func<GatewaySettings, T> Get { get; init; }

    public required Func<GatewaySettings, T, GatewaySettings> Put { get; init; }

    public required Func<T, string> Writer { get; init; }

    public required string AcceptedValues { get; init; }

    public required string ExampleValue { get; init; }

    public Func<string, string?>? Redact { get; init; }

    public string? UnitName { get; init; }

    public (int Minimum, int Maximum)? Range { get; init; }

    public override string Accepts => AcceptedValues;

    public IReadOnlyList<string> Words { get; init; } = [];

    public override IReadOnlyList<string> Choices => Words;

    public override string? Unit => UnitName;

    public override int? Minimum => Range?.Minimum;

    public override int? Maximum => Range?.Maximum;

    public override string Example => ExampleValue;

    public override string Format(GatewaySettings settings) => Writer(Get(settings));

    internal override bool TryApply(string text, ref GatewaySettings settings, [NotNullWhen(false)] out string? error)
    {
        error = Reader(text, out T value);
        if (error is not null) return false;
        settings = Put(settings, value);
        return true;
    }

    internal override string? Shown(string text) => Redact is null ? text : Redact(text);
}
