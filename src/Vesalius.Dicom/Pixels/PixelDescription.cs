using Vesalius.Dicom.Codecs;
using Vesalius.Imaging.Formats;

namespace Vesalius.Dicom.Pixels;

/// <summary>What a data set says of its pixels (PS3.3 C.7.6.3), checked.</summary>
internal sealed class PixelDescription(DicomFile file, DicomElement pixels)
{
    /// <summary>More frames than the largest slides have tiles; a damaged number is not to take memory for each.</summary>
    private const int MostFrames = 1_000_000;

    private readonly DicomDataset dataset = file.Dataset;

    /// <summary>The format of one frame.</summary>
    public FrameFormat Format()
    {
        int allocated = pixels.Tag == Tags.FloatPixelData ? 32 : pixels.Tag == Tags.DoubleFloatPixelData
            ? 64 : Required(Tags.BitsAllocated);
        int stored = Optional(Tags.BitsStored) ?? allocated, samples = Optional(Tags.SamplesPerPixel) ?? 1;
        Expect(allocated is 1 or 8 or 16 or 32 or 64, Tags.BitsAllocated, allocated, "1, 8, 16, 32 or 64");
        Expect(stored >= 1 && stored <= allocated, Tags.BitsStored, stored, $"1 to {allocated}");
        Expect(samples is 1 or 3 or 4, Tags.SamplesPerPixel, samples, "1, 3 or 4");
        return new FrameFormat
        {
            Rows = Side(Tags.Rows),
            Columns = Side(Tags.Columns),
            SamplesPerPixel = samples,
            BitsAllocated = allocated,
            BitsStored = stored,
            IsSigned = Optional(Tags.PixelRepresentation) == 1,
            PhotometricInterpretation = dataset.Text(Tags.PhotometricInterpretation) ?? (samples == 1 ? "MONOCHROME2" : "RGB"),
            Planar = samples > 1 && Optional(Tags.PlanarConfiguration) == 1,
        };
    }

    /// <summary>The number of frames; 1 where nothing is said.</summary>
    public int FrameCount()
    {
        int frames = Optional(Tags.NumberOfFrames) ?? 1;
        Expect(frames is >= 1 and <= MostFrames, Tags.NumberOfFrames, frames, $"1 to {MostFrames}");
        return frames;
    }

    /// <summary>The type of a sample.</summary>
    public VoxelType Type(FrameFormat format) =>
        (pixels.Tag == Tags.FloatPixelData, pixels.Tag == Tags.DoubleFloatPixelData, format.BytesPerSample, format.IsSigned) switch
    {
        (true, _, _, _) => VoxelType.Float32,
        (_, true, _, _) => VoxelType.Float64,
        (_, _, 1, false) => VoxelType.UInt8,
        (_, _, 1, true) => VoxelType.Int8,
        (_, _, 2, false) => VoxelType.UInt16,
        (_, _, 2, true) => VoxelType.Int16,
        (_, _, 4, false) => VoxelType.UInt32,
        (_, _, 4, true) => VoxelType.Int32,
        (_, _, _, false) => VoxelType.UInt64,
        _ => VoxelType.Int64,
    };

    private int Side(DicomTag tag)
    {
        int side = Required(tag);
        Expect(side is >= 1 and <= ushort.MaxValue, tag, side, "1 to 65535");
        return side;
    }

    private int Required(DicomTag tag) => Optional(tag) ?? throw Error(pixels, $"the pixels need {tag} {tag.Keyword}, which is missing.");

    private int? Optional(DicomTag tag)
    {
        try
        {
            return dataset.Integer(tag);
        }
        catch (FormatException error)
        {
            throw Error(dataset.Find(tag)!, error.Message);
        }
    }

    private void Expect(bool holds, DicomTag tag, int value, string wanted)
    {
        if (!holds)
        {
            throw Error(dataset.Find(tag) ?? pixels, $"{tag} {tag.Keyword} is {wanted}; {value} came.");
        }
    }

    private VolumeFormatException Error(DicomElement element, string problem) =>
        new("DICOM", problem, file.Path, element.Position < 0 ? null : element.Position);
}
