/* The three entry points of OpenSSL 1.1 that .NET Core 3.1's cryptography asks for and OpenSSL 3 renamed or dropped.
   Only the compiler needs them: it hashes its sources. */
int EVP_MD_get_size(const void *digest);
void *SSL_get1_peer_certificate(const void *session);

int EVP_MD_size(const void *digest) { return EVP_MD_get_size(digest); }
void *SSL_get_peer_certificate(const void *session) { return SSL_get1_peer_certificate(session); }
void ERR_put_error(int library, int function, int reason, const char *file, int line)
{
    (void)library; (void)function; (void)reason; (void)file; (void)line;
}
