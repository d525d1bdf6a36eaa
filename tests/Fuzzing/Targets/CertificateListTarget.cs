using OmsGateway.Configuration.Certificates;
using OmsGateway.Configuration.Lists;
using OmsGateway.Fuzzing.Engine;

namespace OmsGateway.Fuzzing.Targets;

/// <summary>The list of allowed certificate subjects, read and edited.</summary>
internal sealed class CertificateListTarget : FuzzTarget
{
    private static readonly CertificateSubject Added =
        new([new SubjectAttribute("CN", " a, b+\"c\" \\#"), new SubjectAttribute("O", "#d\u00e9\u202e\ud83d\ude00;=<>")]);

    public override string Name => "certificate-list";

    // Checking compares every entry with every other.
    public override long MaximumAllocation => 64 << 20;

    public override int ShortRun => 5000;

    public override IReadOnlyList<byte[]> Seeds { get; } = Text.Utf8(
        "# subjects\r\nmycert\r\nCN=a, OU=\"b, c\"; O=d\\, e + 2.5.4.3=#0C0161\r\n",
        "CN=\\C3\\A9\\0A, E=a@b.example\nO=\"say \"\"a\"\"\" , DC = x\nCN=\n",
        "CN=\u00e9\u4e2d\ud83d\ude00, SERIALNUMBER=1, oid.1.2.3=x\n");

    public override IReadOnlyList<byte[]> Words { get; } = Text.Utf8(
        "CN=", "OU=", ", ", "; ", " + ", "\"", "\"\"", "\\", "\\\\", "\\,", "\\20", "\\C3", "#", "#0C0161", "#1E020041", "#13", "=", "1.2.3=", "OID.", "\n",
        "\u0130", "\u00df", "\ud83d\ude00", "\u202e", "<", ">", " ");

    public override void Try(byte[] input)
    {
        ListFile<CertificateSubject> list = Read(input);
        ListInvariants.Check(list, input);
        foreach (ListEntry<CertificateSubject> entry in list.Entries)
        {
            string text = entry.Entry.ToString();
            Invariant.IsMessage(text, "A subject");
            Invariant.Holds(
                CertificateSubject.TryParse(text, out CertificateSubject? again, out string? error), $"A subject's own text is refused: {text}: {error}");
            Invariant.Same(entry.Entry, again, "A subject and its text");
        }

        ListInvariants.CheckEdit(input, Added, Read);
    }

    private static ListFile<CertificateSubject> Read(byte[] input) => ListFiles.Subjects("allowedlist_client.txt", input);
}
