using Vesalius.Imaging.Formats.Storage;

namespace Vesalius.Imaging.Formats.Nrrd;

/// <summary>Reads voxels behind the header or from the files it names, in any encoding, after the lines and bytes to be skipped.</summary>
internal sealed class NrrdVoxels(NrrdHeader header, StoredImage image, ImageSource source)
{
    /// <summary>The most bytes that may precede voxels at the end of a packed file.</summary>
    private const int MostSkipped = 64 << 20;

    /// <summary>Reads all voxels; the header file stands at its first byte after the header.</summary>
    public byte[] Read(DecodedFile headerFile)
    {
        if (header.Find("data file") is not { } named)
        {
            return Decode(headerFile, image, source);
        }

        IReadOnlyList<string> names = header.ListedFiles.Count > 0 ? header.ListedFiles : NumberedFiles.Expand(named, source);
        return VoxelFiles.Join(names, image, source, Decode);
    }

    private byte[] Decode(DecodedFile file, StoredImage part, ImageSource origin)
    {
        for (long lines = Skip("line skip", 0); lines > 0; lines--)
        {
            if (file.Line() is null)
            {
                throw origin.Error("the file ends within the lines that its header says to skip.", file.Position);
            }
        }

        switch (header.Require("encoding").ToLowerInvariant())
        {
            case "raw":
                return Binary(file, part);
            case "gzip" or "gz":
                return Binary(file.Rest(Packing.Gzip), part);
            case "bzip2" or "bz2":
                return Binary(file.Rest(Packing.Bzip2), part);
            case "txt" or "text" or "ascii":
                return TextVoxels.Numbers(file, part, origin);
            case "hex":
                return TextVoxels.Hexadecimal(file, part.ByteCount, origin);
            case var other:
                throw origin.Error($"the encoding is raw, gzip, bzip2, ascii or hex; '{TextNumbers.Shortened(other)}' came.");
        }
    }

    private byte[] Binary(DecodedFile file, StoredImage part)
    {
        long skip = Skip("byte skip", -1);
        if (skip < 0)
        {
            return file.LastBytes(part.ByteCount, MostSkipped);
        }

        file.SkipTo(file.Position + skip, "the bytes that the header says to skip");
        return file.Voxels(part.ByteCount);
    }

    private long Skip(string field, long least)
    {
        long skip = header.Find(field) is { } text ? source.Whole(text, field) : 0;
        return skip >= least ? skip : throw source.Error($"'{field}' is {least} or more; {skip} came.");
    }
}
