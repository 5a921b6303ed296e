using System.Buffers.Binary;
using System.Text;
using Vesalius.Imaging.Formats.Storage;

namespace Vesalius.Imaging.Formats.Nifti;

/// <summary>A piece of free content between header and voxels.</summary>
/// <param name="Code">What it is: 6 comment, 2 DICOM, 30 Caret …</param>
/// <param name="Content">Its bytes without padding.</param>
internal sealed record NiftiExtension(int Code, byte[] Content)
{
    private static readonly UTF8Encoding StrictUtf8 = new(false, throwOnInvalidBytes: true);

    /// <summary>The content as text, or null where it is none.</summary>
    public string? Text
    {
        get
        {
            try
            {
                string text = StrictUtf8.GetString(Content);
                return text.Any(c => char.IsControl(c) && !char.IsWhiteSpace(c)) ? null : text;
            }
            catch (ArgumentException)
            {
                return null;
            }
        }
    }

    /// <summary>Reads the extensions that follow the header. Damaged ones are left out with a warning: the image does not depend on them.</summary>
    public static IReadOnlyList<NiftiExtension> ReadAll(DecodedFile file, NiftiHeader header, long voxelStart, ImageSource source, List<string> warnings)
    {
        var extensions = new List<NiftiExtension>();
        long end = header.IsPair ? header.HeaderBytes + ImageSource.MaxHeaderBytes : voxelStart;
        byte[] flags = new byte[4];
        if (header.Version == NiftiVersion.Analyze || !TryRead(file, flags, header.IsPair) || flags[0] == 0)
        {
            return extensions;
        }

        byte[] prefix = new byte[8];
        while (file.Position + 8 <= end && TryRead(file, prefix, header.IsPair))
        {
            var field = new FieldReader(prefix, header.BigEndian);
            long size = field.Int32(0) - 8L;
            if (size < 0 || size > Math.Min(Math.Min(end - file.Position, file.MostThatCanFollow), ImageSource.MaxHeaderBytes))
            {
                warnings.Add($"A header extension of {size + 8:N0} bytes does not fit before the voxels; it was left out.");
                break;
            }

            byte[] content = new byte[size];
            file.Fill(content, "a header extension");
            extensions.Add(new NiftiExtension(field.Int32(4), content.AsSpan().TrimEnd((byte)0).ToArray()));
        }

        return extensions;
    }

    /// <summary>Size, code and content, padded to a multiple of 16 bytes.</summary>
    public byte[] Encode()
    {
        byte[] bytes = new byte[(8 + Content.Length + 15) / 16 * 16];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, bytes.Length);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(4), Code);
        Content.CopyTo(bytes, 8);
        return bytes;
    }

    private static bool TryRead(DecodedFile file, byte[] buffer, bool mayEnd)
    {
        if (mayEnd)
        {
            return file.ReadUpTo(buffer) == buffer.Length;
        }

        file.Fill(buffer, "the header extensions");
        return true;
    }
}
