using System.Buffers.Binary;
using System.Text;

namespace Vesalius.Imaging.Formats.Nifti;

/// <summary>Writes the header of an image, little-endian, with both forms where the axes are at right angles.</summary>
internal sealed class NiftiHeaderEncoder
{
    private const int LargestSize1 = short.MaxValue;

    private readonly StoredImage image;
    private readonly bool pair;
    private readonly bool two;
    private readonly byte[] bytes;

    public NiftiHeaderEncoder(StoredImage image, bool pair)
    {
        this.image = image;
        this.pair = pair;
        Size3 size = image.Grid.Size;
        two = image.Format == "NIfTI-2" || Math.Max(Math.Max(size.X, size.Y), Math.Max(size.Z, image.Components)) > LargestSize1;
        bytes = new byte[two ? NiftiHeader.Size2 : NiftiHeader.Size1];
    }

    private bool IsColour => image is { Interleaved: true, Components: > 1 };

    /// <summary>The header with everything up to the voxels.</summary>
    public byte[] Encode(IReadOnlyCollection<NiftiExtension> extensions)
    {
        byte[] rest = [(byte)(extensions.Count > 0 ? 1 : 0), 0, 0, 0, .. extensions.SelectMany(extension => extension.Encode())];
        Whole(0, 0, bytes.Length);
        Magic();
        Type();
        Dimensions();
        Real(108, 168, pair ? 0 : bytes.Length + rest.Length, wholeInTwo: true);
        Real(112, 176, image.Slope);
        Real(116, 184, image.Intercept);
        Units();
        Text(148, 240, NiftiMetadata.DescriptionOf(image), 80);
        Forms();
        return [.. bytes, .. rest];
    }

    private void Magic() =>
        (two ? pair ? "ni2\0\r\n\x1a\n"u8 : "n+2\0\r\n\x1a\n"u8 : pair ? "ni1\0"u8 : "n+1\0"u8).CopyTo(bytes.AsSpan(two ? 4 : 344));

    private void Type()
    {
        int code = !IsColour ? NiftiDatatype.Encode(image.Type) : image.Components == 3 ? NiftiDatatype.Rgb24 : NiftiDatatype.Rgba32;
        int bits = 8 * image.Type.Size() * (IsColour ? image.Components : 1);
        Short(70, 12, code);
        Short(72, 14, bits);
        int intent = image.IsLabelMap ? NiftiHeader.LabelIntent : 0;
        if (two)
        {
            Whole(0, 504, intent);
        }
        else
        {
            Short(68, 0, intent);
        }
    }

    private void Dimensions()
    {
        Size3 size = image.Grid.Size;
        int volumes = IsColour ? 1 : image.Components;
        long[] dim = [volumes > 1 ? 4 : image.Grid.Dimensions, size.X, size.Y, size.Z, volumes, 1, 1, 1];
        Spacing spacing = image.Grid.Spacing;
        double[] pixdim = [NiftiQuaternion.HandednessOf(image.Grid.Affine), spacing.X, spacing.Y, spacing.Z, 1, 1, 1, 1];
        for (int i = 0; i < 8; i++)
        {
            if (two)
            {
                BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(16 + 8 * i), dim[i]);
            }
            else
            {
                Short(40 + 2 * i, 0, (int)dim[i]);
            }

            Real(76 + 4 * i, 104 + 8 * i, pixdim[i]);
        }
    }

    private void Units()
    {
        const byte Millimetres = 2;
        bytes[two ? 500 : 123] = Millimetres;
    }

    /// <summary>
    /// Both forms where the axes are at right angles, since readers disagree on which one counts; the sform alone where they are not,
    /// since a qform cannot say it.
    /// </summary>
    private void Forms()
    {
        Affine ras = NiftiGeometry.ToLps(image.Grid.Affine);
        short code = NiftiMetadata.FormCodeOf(image);
        Code(254, 348, code);
        double[] rows =
        [
            ras.XStep.X, ras.YStep.X, ras.ZStep.X, ras.Origin.X,
            ras.XStep.Y, ras.YStep.Y, ras.ZStep.Y, ras.Origin.Y,
            ras.XStep.Z, ras.YStep.Z, ras.ZStep.Z, ras.Origin.Z,
        ];
        Reals(280, 400, rows);
        if (NiftiQuaternion.Of(ras) is { } quaternion)
        {
            Code(252, 344, code);
            Reals(256, 352, [quaternion.X, quaternion.Y, quaternion.Z, ras.Origin.X, ras.Origin.Y, ras.Origin.Z]);
        }
    }

    private void Code(int atOne, int atTwo, int code)
    {
        if (two)
        {
            Whole(0, atTwo, code);
        }
        else
        {
            Short(atOne, 0, code);
        }
    }

    private void Short(int atOne, int atTwo, int value) => BinaryPrimitives.WriteInt16LittleEndian(bytes.AsSpan(two ? atTwo : atOne), (short)value);

    private void Whole(int atOne, int atTwo, int value) => BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(two ? atTwo : atOne), value);

    private void Real(int atOne, int atTwo, double value, bool wholeInTwo = false)
    {
        if (!two)
        {
            BinaryPrimitives.WriteSingleLittleEndian(bytes.AsSpan(atOne), (float)value);
        }
        else if (wholeInTwo)
        {
            BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(atTwo), (long)value);
        }
        else
        {
            BinaryPrimitives.WriteDoubleLittleEndian(bytes.AsSpan(atTwo), value);
        }
    }

    private void Reals(int atOne, int atTwo, ReadOnlySpan<double> values)
    {
        for (int i = 0; i < values.Length; i++)
        {
            Real(atOne + 4 * i, atTwo + 8 * i, values[i]);
        }
    }

    private void Text(int atOne, int atTwo, string text, int length)
    {
        byte[] encoded = Encoding.UTF8.GetBytes(text);
        encoded.AsSpan(0, Math.Min(encoded.Length, length - 1)).CopyTo(bytes.AsSpan(two ? atTwo : atOne));
    }
}
