namespace Vesalius.Dicom.Serialization;

/// <summary>How the elements of a data set lie in bytes.</summary>
/// <param name="IsExplicit">Whether each element says its value representation.</param>
/// <param name="IsBigEndian">Whether numbers have their high byte first.</param>
internal readonly record struct DatasetEncoding(bool IsExplicit, bool IsBigEndian)
{
    public static DatasetEncoding ExplicitLittle { get; } = new(true, false);

    public static DatasetEncoding ImplicitLittle { get; } = new(false, false);

    public static DatasetEncoding ExplicitBig { get; } = new(true, true);

    /// <summary>The encoding of a transfer syntax: all but two are explicit little-endian (PS3.5 annex A).</summary>
    public static DatasetEncoding Of(string transferSyntax) => transferSyntax switch
    {
        TransferSyntax.ImplicitLittleEndian => ImplicitLittle,
        TransferSyntax.ExplicitBigEndian => ExplicitBig,
        _ => ExplicitLittle,
    };
}
