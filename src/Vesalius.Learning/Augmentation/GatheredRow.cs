using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Vesalius.Imaging;

namespace Vesalius.Learning.Augmentation;

/// <summary>
/// Eight positions within a case at once, all of whose neighbours lie inside it. Two neighbours along x lie together in memory and are fetched
/// as one number of 64 bits. The twin of <see cref="LinearInterpolation.ScalarRow"/>, with the same values bit for bit; it needs AVX2.
/// </summary>
internal ref struct GatheredRow(Size3 from)
{
    /// <summary>How many positions there are.</summary>
    public const int Width = 8;

    // Two fetches of four pairs come out in the order 0 1 4 5 2 3 6 7; the same exchange undoes it.
    private const byte Unfold = 0b11_01_10_00;

    private readonly int stepY = from.X, stepZ = from.X * from.Y;
    private readonly Vector256<float> lastX = Vector256.Create(from.X - 1f), lastY = Vector256.Create(from.Y - 1f), lastZ = Vector256.Create(from.Z - 1f);
    private Vector256<int> corner;
    private Vector256<float> partX, partY, partZ;

    /// <summary>Whether all neighbours of all positions lie inside.</summary>
    public readonly bool IsInside(Vector256<float> x, Vector256<float> y, Vector256<float> z)
    {
        Vector256<float> zero = Vector256<float>.Zero;
        Vector256<float> low = Vector256.GreaterThanOrEqual(x, zero) & Vector256.GreaterThanOrEqual(y, zero) & Vector256.GreaterThanOrEqual(z, zero);
        Vector256<float> high = Vector256.LessThan(x, lastX) & Vector256.LessThan(y, lastY) & Vector256.LessThan(z, lastZ);
        return (low & high).ExtractMostSignificantBits() == 0xFF;
    }

    /// <summary>Takes positions that are inside.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Look(Vector256<float> x, Vector256<float> y, Vector256<float> z)
    {
        Vector256<int> ix = Avx.ConvertToVector256Int32WithTruncation(x), iy = Avx.ConvertToVector256Int32WithTruncation(y);
        Vector256<int> iz = Avx.ConvertToVector256Int32WithTruncation(z);
        corner = ix + iy * stepY + iz * stepZ;
        partX = Folded(x - Vector256.ConvertToSingle(ix));
        partY = Folded(y - Vector256.ConvertToSingle(iy));
        partZ = Folded(z - Vector256.ConvertToSingle(iz));
    }

    /// <summary>The intensities of a channel there.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly unsafe Vector256<float> Mix(ReadOnlySpan<float> channel)
    {
        fixed (float* voxels = channel)
        {
            Vector256<float> near = Mix(Along(voxels), Along(voxels + stepY), partY);
            Vector256<float> far = Mix(Along(voxels + stepZ), Along(voxels + stepZ + stepY), partY);
            return Folded(Mix(near, far, partZ));
        }
    }

    /// <summary>Writes the label of each position whose neighbours agree, and says by bits which do not.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly unsafe uint Labels(ReadOnlySpan<byte> labels, Span<byte> target)
    {
        fixed (byte* first = labels)
        {
            // Four bytes are fetched for two: after the first corner those that end with the wanted ones, so that nothing behind the case is read.
            Vector256<int> pair = Vector256.Create(0xFFFF), a = Avx2.GatherVector256((int*)first, corner, 1) & pair;
            Vector256<int> b = Vector256.ShiftRightLogical(Avx2.GatherVector256((int*)(first + stepY - 2), corner, 1), 16);
            Vector256<int> d = Vector256.ShiftRightLogical(Avx2.GatherVector256((int*)(first + stepZ - 2), corner, 1), 16);
            Vector256<int> e = Vector256.ShiftRightLogical(Avx2.GatherVector256((int*)(first + stepZ + stepY - 2), corner, 1), 16);
            Vector256<int> own = a & Vector256.Create(0xFF), differs = (a ^ b) | (a ^ d) | (a ^ e) | (own ^ Vector256.ShiftRightLogical(a, 8));
            Vector128<short> words = Vector128.Narrow(own.GetLower(), own.GetUpper());
            MemoryMarshal.Write(target, Vector128.Narrow(words, words).AsInt64().ToScalar());
            return ~Vector256.Equals(differs, Vector256<int>.Zero).ExtractMostSignificantBits() & 0xFF;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private readonly unsafe Vector256<float> Along(float* voxels)
    {
        Vector256<float> low = Avx2.GatherVector256((double*)voxels, corner.GetLower(), sizeof(float)).AsSingle();
        Vector256<float> high = Avx2.GatherVector256((double*)voxels, corner.GetUpper(), sizeof(float)).AsSingle();
        return Mix(Avx.Shuffle(low, high, 0b10_00_10_00), Avx.Shuffle(low, high, 0b11_01_11_01), partX);
    }

    private static Vector256<float> Mix(Vector256<float> a, Vector256<float> b, Vector256<float> t) => a + (b - a) * t;

    private static Vector256<float> Folded(Vector256<float> values) => Avx2.Permute4x64(values.AsDouble(), Unfold).AsSingle();
}
