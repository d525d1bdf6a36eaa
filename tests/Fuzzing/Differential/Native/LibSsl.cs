using System.Runtime.InteropServices;

namespace OmsGateway.Fuzzing.Differential;

/// <summary>OpenSSL's functions, under its own names.</summary>
internal static unsafe partial class LibSsl
{
    public const string Ssl = "libssl.so.3";
    public const string Crypto = "libcrypto.so.3";

    public const int EllipticCurveKey = 408; // EVP_PKEY_EC
    public const int SetMinimumVersion = 123; // SSL_CTRL_SET_MIN_PROTO_VERSION
    public const int SetGroups = 92; // SSL_CTRL_SET_GROUPS_LIST
    public const int SetServerNameCallback = 53; // SSL_CTRL_SET_TLSEXT_SERVERNAME_CB

    [LibraryImport(Ssl)]
    public static partial IntPtr TLS_server_method();

    [LibraryImport(Ssl)]
    public static partial IntPtr SSL_CTX_new(IntPtr method);

    [LibraryImport(Ssl)]
    public static partial int SSL_CTX_use_certificate_ASN1(IntPtr context, int length, byte[] der);

    [LibraryImport(Ssl)]
    public static partial int SSL_CTX_use_PrivateKey_ASN1(int type, IntPtr context, byte[] der, CLong length);

    [LibraryImport(Ssl)]
    public static partial void SSL_CTX_set_security_level(IntPtr context, int level);

    [LibraryImport(Ssl)]
    public static partial CLong SSL_CTX_ctrl(IntPtr context, int command, CLong number, IntPtr pointer);

    [LibraryImport(Ssl)]
    public static partial CLong SSL_CTX_callback_ctrl(IntPtr context, int command, IntPtr callback);

    [LibraryImport(Ssl)]
    public static partial IntPtr SSL_new(IntPtr context);

    [LibraryImport(Ssl)]
    public static partial void SSL_free(IntPtr ssl);

    [LibraryImport(Ssl)]
    public static partial void SSL_set_bio(IntPtr ssl, IntPtr input, IntPtr output);

    [LibraryImport(Ssl)]
    public static partial void SSL_set_accept_state(IntPtr ssl);

    [LibraryImport(Ssl)]
    public static partial int SSL_do_handshake(IntPtr ssl);

    [LibraryImport(Ssl)]
    public static partial IntPtr SSL_get_servername(IntPtr ssl, int type);

    [LibraryImport(Crypto)]
    public static partial IntPtr BIO_s_mem();

    [LibraryImport(Crypto)]
    public static partial IntPtr BIO_new(IntPtr type);

    [LibraryImport(Crypto)]
    public static partial int BIO_write(IntPtr bio, byte* bytes, int length);

    [LibraryImport(Crypto)]
    public static partial int BIO_read(IntPtr bio, byte* bytes, int length);

    [LibraryImport(Crypto)]
    public static partial void ERR_clear_error();
}
