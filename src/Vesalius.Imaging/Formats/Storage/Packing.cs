namespace Vesalius.Imaging.Formats.Storage;

/// <summary>How the bytes of a file are packed.</summary>
internal enum Packing
{
    /// <summary>As they are.</summary>
    None,

    /// <summary>Gzip (RFC 1952).</summary>
    Gzip,

    /// <summary>Zlib (RFC 1950).</summary>
    Zlib,

    /// <summary>Bzip2.</summary>
    Bzip2,
}
