using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using OmsGateway.TestSupport;

namespace OmsGateway.Fuzzing.Differential;

/// <summary>OpenSSL's own server within this process, fed with bytes from memory.</summary>
internal static unsafe class OpenSslPeer
{
    private const byte HandshakeRecord = 22;
    private const byte ServerHello = 2;

    private static readonly Lazy<IntPtr> Context = new(CreateContext);

    [ThreadStatic]
    private static OpenSslReading _reading;

    /// <summary>Whether this system has OpenSSL 3, as Debian has and Windows has not.</summary>
    public static bool IsAvailable { get; } = NativeLibrary.TryLoad(LibSsl.Ssl, typeof(OpenSslPeer).Assembly, null, out _);

    /// <summary>Lets a new server read the bytes.</summary>
    public static OpenSslReading Read(ReadOnlySpan<byte> bytes)
    {
        _reading = default;
        IntPtr ssl = LibSsl.SSL_new(Context.Value);
        IntPtr input = LibSsl.BIO_new(LibSsl.BIO_s_mem()), output = LibSsl.BIO_new(LibSsl.BIO_s_mem());
        LibSsl.SSL_set_bio(ssl, input, output);
        LibSsl.SSL_set_accept_state(ssl);
        fixed (byte* first = bytes) LibSsl.BIO_write(input, first, bytes.Length);
        LibSsl.SSL_do_handshake(ssl);
        byte* answer = stackalloc byte[6];
        int length = LibSsl.BIO_read(output, answer, 6);
        LibSsl.SSL_free(ssl);
        LibSsl.ERR_clear_error();
        return _reading with { IsAccepted = length == 6 && answer[0] == HandshakeRecord && answer[5] == ServerHello };
    }

    private static IntPtr CreateContext()
    {
        IntPtr context = LibSsl.SSL_CTX_new(LibSsl.TLS_server_method());
        using X509Certificate2 certificate = TestCertificate.Create("CN=localhost");
        using ECDsa key = certificate.GetECDsaPrivateKey()!;
        byte[] der = certificate.RawData, privateKey = key.ExportECPrivateKey();
        bool isReady = LibSsl.SSL_CTX_use_certificate_ASN1(context, der.Length, der) == 1
            && LibSsl.SSL_CTX_use_PrivateKey_ASN1(LibSsl.EllipticCurveKey, context, privateKey, new CLong(privateKey.Length)) == 1;
        if (!isReady) throw new InvalidOperationException("OpenSSL does not take the test certificate.");
        // As lenient as it can be: what any server out there takes is what matters.
        LibSsl.SSL_CTX_set_security_level(context, 0);
        LibSsl.SSL_CTX_ctrl(context, LibSsl.SetMinimumVersion, default, IntPtr.Zero);
        // OpenSSL 3.5 knows X25519MLKEM768, and ends at the key share of a seed, which is none, before it comes to the name.
        IntPtr groups = Marshal.StringToCoTaskMemAnsi("X25519:P-256:P-384");
        LibSsl.SSL_CTX_ctrl(context, LibSsl.SetGroups, default, groups);
        Marshal.FreeCoTaskMem(groups);
        LibSsl.SSL_CTX_callback_ctrl(context, LibSsl.SetServerNameCallback, (IntPtr)(delegate* unmanaged<IntPtr, int*, IntPtr, int>)&OnServerName);
        return context;
    }

    [UnmanagedCallersOnly]
    private static int OnServerName(IntPtr ssl, int* alert, IntPtr argument)
    {
        _reading = new OpenSslReading(true, Marshal.PtrToStringAnsi(LibSsl.SSL_get_servername(ssl, 0)), false);
        return 0;
    }
}
