using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Vesalius.Learning.Networks.Native;

/// <summary>How sixteen neighbouring activations are loaded as floats and stored back. One implementation per storage type.</summary>
internal interface IActivation
{
    /// <summary>Bytes of one activation.</summary>
    static abstract int Size { get; }

    /// <summary>Sixteen activations as floats.</summary>
    static abstract unsafe Vector512<float> Load(byte* source);

    /// <summary>Stores sixteen floats as activations.</summary>
    static abstract unsafe void Store(byte* destination, Vector512<float> values);

    /// <summary>One activation as a float.</summary>
    static abstract unsafe float LoadOne(byte* source);

    /// <summary>Stores one float as an activation.</summary>
    static abstract unsafe void StoreOne(byte* destination, float value);
}

/// <summary>Activations stored as binary32.</summary>
internal readonly struct Float32Activation : IActivation
{
    /// <inheritdoc/>
    public static int Size => sizeof(float);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe Vector512<float> Load(byte* source) => Vector512.Load((float*)source);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe void Store(byte* destination, Vector512<float> values) => values.Store((float*)destination);

    /// <inheritdoc/>
    public static unsafe float LoadOne(byte* source) => *(float*)source;

    /// <inheritdoc/>
    public static unsafe void StoreOne(byte* destination, float value) => *(float*)destination = value;
}

/// <summary>Activations stored as bfloat16: the upper half of a binary32, rounded to nearest even.</summary>
internal readonly struct BFloat16Activation : IActivation
{
    /// <inheritdoc/>
    public static int Size => sizeof(ushort);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe Vector512<float> Load(byte* source)
    {
        (Vector256<uint> low, Vector256<uint> high) = Vector256.Widen(Vector256.Load((ushort*)source));
        return (Vector512.Create(low, high) << 16).AsSingle();
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe void Store(byte* destination, Vector512<float> values)
    {
        Vector512<uint> bits = values.AsUInt32();
        Vector512<uint> rounded = (bits + Vector512.Create(0x7FFFu) + ((bits >> 16) & Vector512<uint>.One)) >> 16;
        Vector256.Narrow(rounded.GetLower(), rounded.GetUpper()).Store((ushort*)destination);
    }

    /// <inheritdoc/>
    public static unsafe float LoadOne(byte* source) => BitConverter.UInt32BitsToSingle((uint)*(ushort*)source << 16);

    /// <inheritdoc/>
    public static unsafe void StoreOne(byte* destination, float value)
    {
        uint bits = BitConverter.SingleToUInt32Bits(value);
        *(ushort*)destination = (ushort)((bits + 0x7FFF + ((bits >> 16) & 1)) >> 16);
    }
}
