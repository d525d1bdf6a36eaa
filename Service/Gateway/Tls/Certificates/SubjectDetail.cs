using OmsGateway.Configuration.Certificates;

namespace OmsGateway.Gateway.Tls.Certificates;

/// <summary>A refused certificate's subject as the event log shows it.</summary>
internal static class SubjectDetail
{
    // A subject of an agent takes some 130 characters, and the event log 31,839 in all; anything longer only floods it.
    private const int MaximumLength = 1024;

    /// <summary>The subject on one line; <see cref="CertificateSubject.ToString"/> has escaped what could break it.</summary>
    public static string Of(CertificateSubject subject)
    {
        if (subject.Attributes.Count == 0) return "(empty subject)";
        string text = subject.ToString();
        if (text.Length <= MaximumLength) return text;
        int end = char.IsHighSurrogate(text[MaximumLength - 1]) ? MaximumLength - 1 : MaximumLength;
        return string.Concat(text.AsSpan(0, end), "…");
    }
}
