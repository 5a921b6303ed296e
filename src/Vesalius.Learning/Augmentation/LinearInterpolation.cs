using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Vesalius.Imaging;
using Vesalius.Learning.Preprocessing;

namespace Vesalius.Learning.Augmentation;

/// <summary>
/// Reads rows of a patch at given positions of a case: intensities linearly, each label by the vote of the same eight (four) weights.
/// Outside the case lie intensity 0 and background.
/// </summary>
internal readonly ref struct LinearInterpolation
{
    private readonly ReadOnlySpan<float> source;
    private readonly ReadOnlySpan<byte> sourceLabels;
    private readonly Span<float> target;
    private readonly Span<byte> targetLabels;
    private readonly Neighbours scratch;
    private readonly Size3 from;
    private readonly int channels;

    public LinearInterpolation(PreparedCase source, TrainingSample sample, Neighbours scratch)
    {
        this.source = source.Scan.Voxels;
        sourceLabels = source.Labels;
        target = sample.Image;
        targetLabels = sample.Labels;
        this.scratch = scratch;
        from = source.Scan.Grid.Size;
        channels = source.Scan.ChannelCount;
    }

    /// <summary>A row of a volume, written to the patch from <paramref name="place"/> on.</summary>
    public void Row(ReadOnlySpan<float> xs, ReadOnlySpan<float> ys, ReadOnlySpan<float> zs, int place)
    {
        int step = GatheredRow.Width, i = 0;
        if (Avx2.IsSupported)
        {
            var row = new GatheredRow(from);
            for (; i <= xs.Length - step; i += step)
            {
                Vector256<float> x = Vector256.Create(xs[i..]), y = Vector256.Create(ys[i..]), z = Vector256.Create(zs[i..]);
                if (!row.IsInside(x, y, z))
                {
                    ScalarRow(xs.Slice(i, step), ys.Slice(i, step), zs.Slice(i, step), place + i);
                    continue;
                }

                row.Look(x, y, z);
                for (int c = 0; c < channels; c++)
                {
                    row.Mix(source.Slice(c * sourceLabels.Length, sourceLabels.Length)).CopyTo(target[(place + i + c * targetLabels.Length)..]);
                }

                for (uint split = row.Labels(sourceLabels, targetLabels[(place + i)..]); split != 0; split &= split - 1)
                {
                    int lane = System.Numerics.BitOperations.TrailingZeroCount(split);
                    targetLabels[place + i + lane] = ElectInside(xs[i + lane], ys[i + lane], zs[i + lane]);
                }
            }
        }

        ScalarRow(xs[i..], ys[i..], zs[i..], place + i);
    }

    /// <summary>The same voxel by voxel.</summary>
    internal void ScalarRow(ReadOnlySpan<float> xs, ReadOnlySpan<float> ys, ReadOnlySpan<float> zs, int place)
    {
        int stepY = from.X, stepZ = from.X * from.Y;
        float lastX = from.X - 1, lastY = from.Y - 1, lastZ = from.Z - 1;
        ref float image = ref MemoryMarshal.GetReference(source);
        ref byte labels = ref MemoryMarshal.GetReference(sourceLabels);
        for (int i = 0; i < xs.Length; i++, place++)
        {
            float x = xs[i], y = ys[i], z = zs[i];
            if (!((x >= 0) & (x < lastX) & (y >= 0) & (y < lastY) & (z >= 0) & (z < lastZ)))
            {
                Border(x, y, z, place);
                continue;
            }

            int ix = (int)x, iy = (int)y, iz = (int)z, corner = ix + stepY * iy + stepZ * iz;
            float tx = x - ix, ty = y - iy, tz = z - iz;
            for (int c = 0; c < channels; c++)
            {
                ref float near = ref Unsafe.Add(ref image, corner + c * sourceLabels.Length);
                ref float far = ref Unsafe.Add(ref near, stepZ);
                target[place + c * targetLabels.Length] = Mix(Plane(ref near, stepY, tx, ty), Plane(ref far, stepY, tx, ty), tz);
            }

            ref byte label = ref Unsafe.Add(ref labels, corner);
            int a = Pair(ref label, 0), b = Pair(ref label, stepY), d = Pair(ref label, stepZ), e = Pair(ref label, stepZ + stepY);
            targetLabels[place] = ((a ^ b) | (a ^ d) | (a ^ e) | ((a & 0xFF) ^ (a >> 8))) == 0 ? (byte)a : ElectInside(x, y, z);
        }
    }

    /// <summary>A row read within one slice of the case.</summary>
    public void PlanarRow(ReadOnlySpan<float> xs, ReadOnlySpan<float> ys, int slice, int place)
    {
        int stepY = from.X, first = slice * from.X * from.Y;
        float lastX = from.X - 1, lastY = from.Y - 1;
        bool outside = (uint)slice >= (uint)from.Z;
        ref float image = ref MemoryMarshal.GetReference(source);
        ref byte labels = ref MemoryMarshal.GetReference(sourceLabels);
        for (int i = 0; i < xs.Length; i++, place++)
        {
            float x = xs[i], y = ys[i];
            if (outside || !((x >= 0) & (x < lastX) & (y >= 0) & (y < lastY)))
            {
                Border(x, y, slice, place);
                continue;
            }

            int ix = (int)x, iy = (int)y, corner = first + ix + stepY * iy;
            float tx = x - ix, ty = y - iy;
            for (int c = 0; c < channels; c++)
            {
                target[place + c * targetLabels.Length] = Plane(ref Unsafe.Add(ref image, corner + c * sourceLabels.Length), stepY, tx, ty);
            }

            ref byte label = ref Unsafe.Add(ref labels, corner);
            int a = Pair(ref label, 0), b = Pair(ref label, stepY);
            targetLabels[place] = ((a ^ b) | ((a & 0xFF) ^ (a >> 8))) == 0 ? (byte)a : Elect(x, y, slice);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static float Mix(float a, float b, float t) => a + (b - a) * t;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static float Plane(ref float corner, int stepY, float tx, float ty) => Mix(
        Mix(corner, Unsafe.Add(ref corner, 1), tx), Mix(Unsafe.Add(ref corner, stepY), Unsafe.Add(ref corner, stepY + 1), tx), ty);

    /// <summary>Two neighbouring labels in one load.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Pair(ref byte label, int offset) => Unsafe.ReadUnaligned<ushort>(ref Unsafe.Add(ref label, offset));

    /// <summary>A voxel some of whose neighbours lie outside the case.</summary>
    private void Border(float x, float y, float z, int place)
    {
        // Farther out than one voxel, also where a position is too large for an integer, there is nothing.
        bool near = x > -1 && x < from.X && y > -1 && y < from.Y && z > -1 && z < from.Z;
        targetLabels[place] = near ? Elect(x, y, z) : (byte)0;
        for (int c = 0; c < channels; c++)
        {
            ReadOnlySpan<float> channel = source.Slice(c * sourceLabels.Length, sourceLabels.Length);
            float sum = 0;
            for (int i = 0; near && i < 8; i++)
            {
                sum += scratch.Weights[i] * channel[scratch.Places[i]];
            }

            target[place + c * targetLabels.Length] = sum;
        }
    }

    /// <summary>The label with the greatest weight around a position all of whose neighbours lie inside: mostly one of two.</summary>
    private byte ElectInside(float x, float y, float z)
    {
        int ix = (int)x, iy = (int)y, iz = (int)z, stepY = from.X, stepZ = from.X * from.Y, corner = ix + stepY * iy + stepZ * iz;
        float tx = x - ix, ty = y - iy, tz = z - iz;
        byte one = sourceLabels[corner], other = one;
        float ofOne = 0, ofOther = 0;
        for (int i = 0; i < 8; i++)
        {
            byte label = sourceLabels[corner + (i & 1) + ((i & 2) == 0 ? 0 : stepY) + ((i & 4) == 0 ? 0 : stepZ)];
            float weight = ((i & 1) == 0 ? 1 - tx : tx) * ((i & 2) == 0 ? 1 - ty : ty) * ((i & 4) == 0 ? 1 - tz : tz);
            if (label == one)
            {
                ofOne += weight;
                continue;
            }

            if (other != one && label != other)
            {
                return Elect(x, y, z);
            }

            other = label;
            ofOther += weight;
        }

        return ofOne > ofOther || (ofOne == ofOther && one < other) ? one : other;
    }

    /// <summary>The label with the greatest weight; the lower one of two that are equal. What lies outside votes for background.</summary>
    private byte Elect(float x, float y, float z)
    {
        float inside = scratch.Look(from, x, y, z);
        Span<float> votes = scratch.Votes;
        ReadOnlySpan<int> places = scratch.Places;
        ReadOnlySpan<float> weights = scratch.Weights;
        for (int i = 0; i < 8; i++)
        {
            votes[sourceLabels[places[i]]] += weights[i];
        }

        votes[0] += 1 - inside;
        byte best = 0;
        for (int i = 0; i < 8; i++)
        {
            byte label = sourceLabels[places[i]];
            best = votes[label] > votes[best] || (votes[label] == votes[best] && label < best) ? label : best;
        }

        for (int i = 0; i < 8; i++)
        {
            votes[sourceLabels[places[i]]] = 0;
        }

        votes[0] = 0;
        return best;
    }
}
