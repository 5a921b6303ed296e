using System.Buffers.Binary;

namespace Vesalius.Dicom.Codecs.Jpeg2000;

/// <summary>A part of a tile's packets and their order (ISO/IEC 15444-1, A.6.6).</summary>
/// <param name="Order">Which of layer, resolution, component and position runs fastest.</param>
/// <param name="Layers">One more than the last layer.</param>
/// <param name="Resolutions">The first resolution, and one more than the last.</param>
/// <param name="Components">The first component, and one more than the last.</param>
internal sealed record Progression(ProgressionOrder Order, int Layers, (int First, int End) Resolutions, (int First, int End) Components)
{
    private const int MostChanges = 64;

    /// <summary>All packets in one order.</summary>
    public static Progression All(ProgressionOrder order, int layers) => new(order, layers, (0, int.MaxValue), (0, int.MaxValue));

    /// <summary>The changes a segment (POC) lists. There are fewer than 257 components, so that their numbers take a byte.</summary>
    public static IEnumerable<Progression> Parse(ReadOnlySpan<byte> body, int at)
    {
        const int EntryBytes = 7;
        var progressions = new List<Progression>();
        for (; body.Length >= EntryBytes; body = body[EntryBytes..])
        {
            if (body[6] > (byte)ProgressionOrder.ComponentPosition)
            {
                throw Jpeg2000Fault.At(at, $"the orders of packets are 0 to 4; {body[6]} came.");
            }

            int end = body[5] == 0 ? int.MaxValue : body[5];
            if (progressions.Count == MostChanges)
            {
                throw Jpeg2000Fault.At(at, $"the order of packets changes up to {MostChanges} times. The header is damaged.");
            }

            progressions.Add(new Progression(
                (ProgressionOrder)body[6], BinaryPrimitives.ReadUInt16BigEndian(body[2..]), (body[0], body[4]), (body[1], end)));
        }

        return progressions;
    }
}
