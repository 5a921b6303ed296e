using System.Buffers.Binary;
using Vesalius.Imaging.Formats.Storage;

namespace Vesalius.Imaging.Formats.Nifti;

/// <summary>Reads header fields at the offsets that nifti1.h and nifti2.h fix.</summary>
internal static class NiftiHeaderDecoder
{
    /// <summary>Reads the header from the beginning of a file and leaves the file behind it.</summary>
    public static NiftiHeader Decode(DecodedFile file, ImageSource source)
    {
        byte[] bytes = new byte[NiftiHeader.Size2];
        file.Fill(bytes.AsSpan(0, NiftiHeader.Size1), "the header");
        int size = BinaryPrimitives.ReadInt32LittleEndian(bytes);
        if (size == NiftiHeader.Size2 || BinaryPrimitives.ReverseEndianness(size) == NiftiHeader.Size2)
        {
            file.Fill(bytes.AsSpan(NiftiHeader.Size1), "the NIfTI-2 header");
            return DecodeTwo(bytes, size != NiftiHeader.Size2, source);
        }

        return DecodeOne(bytes, IsBigEndian(bytes, source));
    }

    /// <summary>The number of axes is 1 to 7 in the right byte order.</summary>
    private static bool IsBigEndian(ReadOnlySpan<byte> bytes, ImageSource source)
    {
        short axes = BinaryPrimitives.ReadInt16LittleEndian(bytes[40..]), swapped = BinaryPrimitives.ReverseEndianness(axes);
        if (axes is < 1 or > 7 && swapped is < 1 or > 7)
        {
            throw source.Error($"the number of axes lies between 1 and 7; {axes} came. This is no NIfTI header, or it is damaged.", 40);
        }

        return axes is < 1 or > 7;
    }

    private static NiftiHeader DecodeOne(ReadOnlySpan<byte> bytes, bool bigEndian)
    {
        var field = new FieldReader(bytes, bigEndian);
        ReadOnlySpan<byte> magic = bytes.Slice(344, 4);
        bool single = magic.SequenceEqual("n+1\0"u8), pair = magic.SequenceEqual("ni1\0"u8), nifti = single || pair;
        long[] dim = new long[8];
        for (int i = 0; i < 8; i++)
        {
            dim[i] = field.Int16(40 + 2 * i);
        }

        var header = new NiftiHeader
        {
            Version = nifti ? NiftiVersion.One : NiftiVersion.Analyze,
            IsPair = !single,
            BigEndian = bigEndian,
            Dim = dim,
            Datatype = field.Int16(70),
            Pixdim = field.Singles(76, 8),
            VoxOffset = field.Single(108),
            Description = field.Text(148, 80),
        };
        return !nifti ? header : header with
        {
            Slope = field.Single(112),
            Intercept = field.Single(116),
            Units = bytes[123],
            IntentCode = field.Int16(68),
            QformCode = field.Int16(252),
            SformCode = field.Int16(254),
            Qform = field.Singles(256, 6),
            Sform = field.Singles(280, 12),
        };
    }

    private static NiftiHeader DecodeTwo(ReadOnlySpan<byte> bytes, bool bigEndian, ImageSource source)
    {
        var field = new FieldReader(bytes, bigEndian);
        ReadOnlySpan<byte> magic = bytes.Slice(4, 3);
        bool single = magic.SequenceEqual("n+2"u8);
        if (!single && !magic.SequenceEqual("ni2"u8))
        {
            throw source.Error("a NIfTI-2 header says n+2 or ni2; this one does not. It is damaged.", 4);
        }

        long[] dim = new long[8];
        for (int i = 0; i < 8; i++)
        {
            dim[i] = field.Int64(16 + 8 * i);
        }

        return new NiftiHeader
        {
            Version = NiftiVersion.Two,
            IsPair = !single,
            BigEndian = bigEndian,
            Dim = dim,
            Datatype = field.Int16(12),
            Pixdim = field.Doubles(104, 8),
            VoxOffset = field.Int64(168),
            Slope = field.Double(176),
            Intercept = field.Double(184),
            Units = field.Int32(500),
            IntentCode = field.Int32(504),
            Description = field.Text(240, 80),
            QformCode = field.Int32(344),
            SformCode = field.Int32(348),
            Qform = field.Doubles(352, 6),
            Sform = field.Doubles(400, 12),
        };
    }
}
