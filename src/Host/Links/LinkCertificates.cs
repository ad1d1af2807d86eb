namespace Medzdrav.Host;

/// <summary>The certificate of this process as it stands in its files: read at the start, and again whenever they change.</summary>
internal sealed class LinkCertificates(LinkOptions files)
{
    private (string Certificate, string Key, string Authority) _read;
    private LinkCertificate? _current;

    /// <summary>The certificate for every link that begins now. Links that stand keep the one that they began with.</summary>
    public LinkCertificate Current => Volatile.Read(ref _current) ?? throw new InvalidOperationException("No certificate was read yet.");

    /// <summary>Reads the files, and takes what they hold if it is new.</summary>
    /// <returns>Whether there is another certificate than before.</returns>
    /// <exception cref="LinkCertificateException">The files hold none that is good; the former one stays.</exception>
    public bool Look(DateTimeOffset now)
    {
        var found = (TextOf(files.Certificate!), TextOf(files.CertificateKey!), TextOf(files.CertificateAuthority!));
        if (_current is not null && found == _read)
            return false;
        // The former one is left to the collector: a handshake may be at it.
        Volatile.Write(ref _current, LinkCertificate.Of(files, found.Item1, found.Item2, found.Item3, now));
        _read = found;
        return true;
    }

    private static string TextOf(string file)
    {
        try
        {
            return File.ReadAllText(file);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new LinkCertificateException($"{file} can't be read: {fault.Message}", fault);
        }
    }
}
