using Vesalius.Imaging.Formats.Storage;

namespace Vesalius.Imaging.Formats.MetaImage;

/// <summary>Reads voxels behind the header or from the files it names.</summary>
internal sealed class MetaImageVoxels(MetaImageHeader header, StoredImage image, ImageSource source)
{
    /// <summary>Reads all voxels; the header file stands at its first byte after the header.</summary>
    public byte[] Read(DecodedFile headerFile)
    {
        string named = header.Require("ElementDataFile");
        if (named.Equals("LOCAL", StringComparison.OrdinalIgnoreCase))
        {
            return Decode(headerFile, image, source);
        }

        IReadOnlyList<string> names = header.ListedFiles.Count > 0 ? header.ListedFiles : NumberedFiles.Expand(named, source);
        return VoxelFiles.Join(names, image, source, Decode);
    }

    private byte[] Decode(DecodedFile file, StoredImage part, ImageSource origin)
    {
        long skip = header.Find("HeaderSize") is { } text ? source.Whole(text, "HeaderSize") : 0;
        if (!MetaImageReader.IsBinary(header))
        {
            return TextVoxels.Numbers(file, part, origin);
        }

        if (skip < 0)
        {
            return file.LastBytes(part.ByteCount, mostBefore: 0);
        }

        file.SkipTo(file.Position + skip, "the bytes that HeaderSize says to skip");
        Packing packing = header.IsTrue("CompressedData") ? file.PackingHere() is Packing.Gzip ? Packing.Gzip : Packing.Zlib : Packing.None;
        return file.Rest(packing).Voxels(part.ByteCount);
    }
}
