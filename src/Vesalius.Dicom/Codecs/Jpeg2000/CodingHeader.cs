using System.Buffers.Binary;

namespace Vesalius.Dicom.Codecs.Jpeg2000;

/// <summary>
/// What the marker segments of the main header, or of a tile's header over it, say. What a tile says of all components outweighs what the
/// main header says of one (ISO/IEC 15444-1, A.6).
/// </summary>
internal sealed class CodingHeader
{
    private readonly int components;
    private readonly CodingStyle?[] ownCoding;
    private readonly Quantization?[] ownQuantization;
    private readonly int[] regionShifts;
    private CodingStyle? coding;
    private Quantization? quantization;
    private bool inheritsChanges;

    public CodingHeader(int components)
    {
        this.components = components;
        ownCoding = new CodingStyle?[components];
        ownQuantization = new Quantization?[components];
        regionShifts = new int[components];
    }

    private CodingHeader(CodingHeader main)
    {
        components = main.components;
        (ownCoding, ownQuantization) = ([.. main.ownCoding], [.. main.ownQuantization]);
        regionShifts = [.. main.regionShifts];
        (coding, quantization) = (main.coding, main.quantization);
        (Order, Layers, TransformsComponents) = (main.Order, main.Layers, main.TransformsComponents);
        (MarksPackets, MarksPacketHeaders) = (main.MarksPackets, main.MarksPacketHeaders);
        (Changes, inheritsChanges) = (main.Changes, true);
    }

    public ProgressionOrder Order { get; private set; }

    public int Layers { get; private set; }

    /// <summary>Whether the first three components were turned into luminance and colour differences.</summary>
    public bool TransformsComponents { get; private set; }

    /// <summary>Whether packets may begin with a marker (SOP).</summary>
    public bool MarksPackets { get; private set; }

    /// <summary>Whether headers of packets end with a marker (EPH).</summary>
    public bool MarksPacketHeaders { get; private set; }

    /// <summary>The changes of order, if there are any.</summary>
    public IReadOnlyList<Progression> Changes { get; private set; } = [];

    /// <summary>Whether there is a coding style and a quantisation to fall back to.</summary>
    public bool IsComplete => coding is not null && quantization is not null;

    public CodingStyle Coding(int component) => ownCoding[component] ?? coding!;

    public Quantization QuantizationOf(int component) => ownQuantization[component] ?? quantization!;

    /// <summary>By how many bits the coefficients of a region of interest were lifted.</summary>
    public int RegionShift(int component) => regionShifts[component];

    /// <summary>A tile's header, which begins with what the main header says.</summary>
    public CodingHeader ForTile() => new(this);

    /// <summary>Takes a marker segment, if it is one of those that set something.</summary>
    public void Take(int marker, ReadOnlySpan<byte> body, int at)
    {
        switch (marker)
        {
            case Marker.Coding:
                TakeCoding(body, at);
                break;
            case Marker.Quantization:
                quantization = Quantization.Parse(body, at);
                Array.Clear(ownQuantization);
                break;
            case Marker.ComponentCoding:
                ownCoding[Component(body, 2, at)] = CodingStyle.Parse(body[2..], (body[1] & 1) != 0, at);
                break;
            case Marker.ComponentQuantization:
                ownQuantization[Component(body, 1, at)] = Quantization.Parse(body[1..], at);
                break;
            case Marker.Region:
                regionShifts[Component(body, 3, at)] = body[1] == 0
                    ? body[2]
                    : throw Jpeg2000Fault.At(at, $"regions of interest of kind 0 are read; kind {body[1]} came.");
                break;
            case Marker.ProgressionChange:
                Changes = [.. inheritsChanges ? [] : Changes, .. Progression.Parse(body, at)];
                inheritsChanges = false;
                break;
        }
    }

    private void TakeCoding(ReadOnlySpan<byte> body, int at)
    {
        if (body.Length < 10 || body[1] > (byte)ProgressionOrder.ComponentPosition || body[4] > 1)
        {
            throw Jpeg2000Fault.At(at, "the coding segment (COD) names one of five orders, layers, and one transform of "
                + "components or none; it is damaged.");
        }

        (MarksPackets, MarksPacketHeaders) = ((body[0] & 2) != 0, (body[0] & 4) != 0);
        (Order, Layers, TransformsComponents) = ((ProgressionOrder)body[1], BinaryPrimitives.ReadUInt16BigEndian(body[2..]), body[4] == 1);
        coding = CodingStyle.Parse(body[5..], (body[0] & 1) != 0, at);
        Array.Clear(ownCoding);
        if (Layers == 0 || (TransformsComponents && components < 3))
        {
            throw Jpeg2000Fault.At(at, $"there is at least one layer, and three components where they are transformed; {Layers} "
                + $"and {components} came.");
        }
    }

    private int Component(ReadOnlySpan<byte> body, int atLeast, int at) => body.Length >= atLeast && body[0] < components
        ? body[0]
        : throw Jpeg2000Fault.At(at, $"a segment speaks of a component, 0 to {components - 1}; it is damaged.");
}
