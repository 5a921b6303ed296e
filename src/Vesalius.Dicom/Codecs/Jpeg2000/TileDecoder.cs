using System.Numerics.Tensors;

namespace Vesalius.Dicom.Codecs.Jpeg2000;

/// <summary>Decodes a tile into the pixels.</summary>
internal sealed class TileDecoder(ImageSize size, FrameFormat format)
{
    private readonly CodeBlockDecoder blocks = new();

    public void Decode(ReadOnlySpan<byte> frame, int index, TileCode tile, Span<byte> pixels)
    {
        Rectangle place = size.Tile(index);
        int at = tile.Bodies[0].Start;
        var components = new TileComponent[size.Components.Length];
        for (int i = 0; i < components.Length; i++)
        {
            ComponentSize component = size.Components[i];
            components[i] = new TileComponent(place.Coarser(component.StepX, component.StepY), component, tile.Header, (i, at));
        }

        ReadOnlySpan<byte> data = Together(frame, tile);
        try
        {
            ReadPackets(place, components, tile, data);
        }
        catch (FrameDecodingException error) when (error.Position is { } position)
        {
            throw Jpeg2000Fault.At(PositionInFrame(tile, position), error.Problem);
        }

        Coefficients[] planes = Array.ConvertAll(components, component => new Coefficients(component));
        foreach (Coefficients plane in planes)
        {
            plane.Decode(blocks, data);
            plane.Synthesize();
        }

        Finish(components, planes, tile.Header, at);
        for (int i = 0; i < planes.Length; i++)
        {
            Store(components[i], planes[i], i, pixels);
        }
    }

    private static void ReadPackets(Rectangle place, TileComponent[] components, TileCode tile, ReadOnlySpan<byte> data)
    {
        var reader = new PacketReader(tile.Header, data, tile.PackedHeaders);
        foreach (Packet packet in new PacketOrder(place, components, tile.Header).All())
        {
            if (reader.IsAtEnd)
            {
                return;
            }

            reader.Read(packet);
        }
    }

    private static ReadOnlySpan<byte> Together(ReadOnlySpan<byte> frame, TileCode tile)
    {
        if (tile.Bodies is [var only])
        {
            return frame.Slice(only.Start, only.Length);
        }

        byte[] all = new byte[tile.Bodies.Sum(body => body.Length)];
        int at = 0;
        foreach ((int start, int length) in tile.Bodies)
        {
            frame.Slice(start, length).CopyTo(all.AsSpan(at));
            at += length;
        }

        return all;
    }

    private static long PositionInFrame(TileCode tile, long position)
    {
        foreach ((int start, int length) in tile.Bodies)
        {
            if (position <= length)
            {
                return start + position;
            }

            position -= length;
        }

        return tile.Bodies[^1].Start + tile.Bodies[^1].Length;
    }

    /// <summary>Turns colours back and makes whole numbers of the samples.</summary>
    private static void Finish(TileComponent[] components, Coefficients[] planes, CodingHeader header, int at)
    {
        if (header.TransformsComponents)
        {
            TileComponent first = components[0];
            if (components[1..3].Any(other => other.Area != first.Area || other.Style.IsReversible != first.Style.IsReversible))
            {
                throw Jpeg2000Fault.At(at, "the first three components were transformed together, but differ in size or "
                    + "wavelet. The header is damaged.");
            }

            if (first.Style.IsReversible)
            {
                ComponentTransform.Reversible(planes[0].Samples, planes[1].Samples, planes[2].Samples);
            }
            else
            {
                ComponentTransform.Irreversible(planes[0].Real, planes[1].Real, planes[2].Real);
            }
        }

        for (int i = 0; i < planes.Length; i++)
        {
            if (!components[i].Style.IsReversible)
            {
                Span<float> real = planes[i].Real;
                TensorPrimitives.Round(real, real);
                TensorPrimitives.ConvertSaturating(real, planes[i].Samples);
            }
        }
    }

    private void Store(TileComponent component, Coefficients plane, int index, Span<byte> pixels)
    {
        ComponentSize sample = component.Size;
        int shift = sample.IsSigned ? 0 : 1 << (sample.Precision - 1);
        int least = sample.IsSigned ? -1 << (sample.Precision - 1) : 0, most = least + (1 << sample.Precision) - 1;
        Rectangle image = size.Component(index), area = component.Area;
        int pixelBytes = format.SamplesPerPixel * format.BytesPerSample;
        for (int y = 0; y < area.Height; y++)
        {
            Span<int> row = plane.Samples.Slice(y * area.Width, area.Width);
            TensorPrimitives.Add(row, shift, row);
            TensorPrimitives.Clamp(row, least, most, row);
            int first = (area.Y0 - image.Y0 + y) * format.Columns + area.X0 - image.X0;
            SampleRow.Store(row, pixels.Slice(first * pixelBytes, area.Width * pixelBytes), index, format);
        }
    }
}
