namespace Vesalius.Learning.Models.Checkpoints;

/// <summary>A tensor that a checkpoint describes; its values are read when they are asked for.</summary>
public sealed class TorchTensor
{
    internal TorchTensor(TorchStorage storage, long offset, long[] shape, long[] strides)
    {
        (Storage, Offset, Shape, Strides) = (storage, offset, shape, strides);
    }

    /// <summary>Sizes, slowest axis first; empty for a single number.</summary>
    public IReadOnlyList<long> Shape { get; }

    /// <summary>The format in which the file has the numbers.</summary>
    public TorchElement Element => Storage.Element;

    /// <summary>The number of values.</summary>
    public long Count => Shape.Aggregate(1L, (product, size) => product * size);

    internal TorchStorage Storage { get; }

    internal long Offset { get; }

    internal IReadOnlyList<long> Strides { get; }

    /// <summary>A tensor as a pickle describes it, its extent checked against its storage.</summary>
    /// <exception cref="InvalidDataException">It reaches beyond its storage, or is larger than allowed.</exception>
    internal static TorchTensor Of(TorchStorage storage, long offset, (long[] Shape, long[] Strides) layout, long mostValues)
    {
        (long[] shape, long[] strides) = layout;
        if (shape.Length != strides.Length || shape.Length > 16 || shape.Any(size => size < 0) || strides.Any(stride => stride < 0) || offset < 0)
        {
            throw new InvalidDataException($"a tensor has one stride per axis, none negative; shape [{string.Join(", ", shape)}], strides [{string.Join(", ", strides)}] came.");
        }

        Int128 count = shape.Aggregate((Int128)1, (product, size) => Int128.Min(product * size, long.MaxValue));
        Int128 end = count == 0 ? 0 : offset + 1 + shape.Zip(strides).Aggregate((Int128)0, (sum, axis) => sum + (Int128)(axis.First - 1) * axis.Second);
        return count <= mostValues && count <= storage.Count && end <= storage.Count
            ? new TorchTensor(storage, offset, shape, strides)
            : throw new InvalidDataException(
                $"a tensor of shape [{string.Join(", ", shape)}] needs {Int128.Max(count, end)} numbers of storage {storage.Key}, "
                + $"which has {storage.Count}; at most {mostValues} are allowed.");
    }
}
