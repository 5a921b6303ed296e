using System.Numerics;
using System.Runtime.InteropServices;

namespace Vesalius.Dicom.Codecs.Jpeg2000;

/// <summary>Luminance and two colour differences back to red, green and blue, in place (ISO/IEC 15444-1, annex G).</summary>
internal static class ComponentTransform
{
    /// <summary>The reversible transform.</summary>
    public static void Reversible(Span<int> first, Span<int> second, Span<int> third)
    {
        Span<Vector<int>> wide0 = MemoryMarshal.Cast<int, Vector<int>>(first);
        Span<Vector<int>> wide1 = MemoryMarshal.Cast<int, Vector<int>>(second), wide2 = MemoryMarshal.Cast<int, Vector<int>>(third);
        int i = 0;
        for (; i < wide0.Length; i++)
        {
            Vector<int> blue = wide1[i], red = wide2[i], green = wide0[i] - ((blue + red) >> 2);
            (wide0[i], wide1[i], wide2[i]) = (red + green, green, blue + green);
        }

        for (i *= Vector<int>.Count; i < first.Length; i++)
        {
            int blue = second[i], red = third[i], green = first[i] - ((blue + red) >> 2);
            (first[i], second[i], third[i]) = (red + green, green, blue + green);
        }
    }

    /// <summary>The irreversible transform.</summary>
    public static void Irreversible(Span<float> first, Span<float> second, Span<float> third)
    {
        for (int i = 0; i < first.Length; i++)
        {
            float luminance = first[i], blue = second[i], red = third[i];
            first[i] = luminance + 1.402f * red;
            second[i] = luminance - 0.344136f * blue - 0.714136f * red;
            third[i] = luminance + 1.772f * blue;
        }
    }
}
