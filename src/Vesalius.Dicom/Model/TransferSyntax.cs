namespace Vesalius.Dicom;

/// <summary>UIDs of transfer syntaxes (PS3.5 annexes A and 10): how a data set and its pixels lie in bytes.</summary>
public static class TransferSyntax
{
    /// <summary>Implicit VR, little-endian: DICOM's default.</summary>
    public const string ImplicitLittleEndian = "1.2.840.10008.1.2";

    /// <summary>Explicit VR, little-endian.</summary>
    public const string ExplicitLittleEndian = "1.2.840.10008.1.2.1";

    /// <summary>Explicit VR, little-endian, the whole data set deflated.</summary>
    public const string DeflatedExplicitLittleEndian = "1.2.840.10008.1.2.1.99";

    /// <summary>Explicit VR, big-endian (retired).</summary>
    public const string ExplicitBigEndian = "1.2.840.10008.1.2.2";

    /// <summary>Whether pixels are native samples, not fragments of a code stream.</summary>
    public static bool IsNative(string uid) =>
        uid is ImplicitLittleEndian or ExplicitLittleEndian or DeflatedExplicitLittleEndian or ExplicitBigEndian;
}
