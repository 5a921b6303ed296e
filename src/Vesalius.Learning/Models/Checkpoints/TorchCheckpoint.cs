namespace Vesalius.Learning.Models.Checkpoints;

/// <summary>
/// A file that <c>torch.save</c> wrote: tensors by name among plain values. It is read without executing anything in it, and values of
/// tensors are read one tensor at a time.
/// </summary>
public sealed class TorchCheckpoint : IDisposable
{
    private readonly string path;
    private readonly IStorageSource storages;
    private readonly object? contents;

    private TorchCheckpoint(string path, IStorageSource storages, object? contents)
    {
        (this.path, this.storages, this.contents) = (path, storages, contents);
    }

    /// <summary>Opens a checkpoint and reads what it describes.</summary>
    /// <param name="path">The file.</param>
    /// <param name="limits">How much it may ask for.</param>
    /// <exception cref="ModelException">The file is missing, damaged, or asks for something a checkpoint does not need; the byte is named.</exception>
    public static TorchCheckpoint Open(string path, CheckpointLimits? limits = null)
    {
        if (!File.Exists(path))
        {
            throw new ModelException($"{path}: a checkpoint was expected here, but there is no such file.");
        }

        FileStream file = File.OpenRead(path);
        try
        {
            return Open(path, file, limits ?? new CheckpointLimits());
        }
        catch (Exception problem)
        {
            file.Dispose();
            if (IsDamage(problem))
            {
                throw new ModelException($"{path}: not a readable torch checkpoint: {problem.Message}", problem);
            }

            throw;
        }
    }

    /// <summary>The tensors of a dictionary in the file, by name; what else it holds is left out.</summary>
    /// <param name="key">The dictionary's key, such as "network_weights"; null when the file is the dictionary itself.</param>
    /// <exception cref="ModelException">There is no such dictionary.</exception>
    public IReadOnlyDictionary<string, TorchTensor> Tensors(string? key = null)
    {
        object? found = key is null ? contents : Find(key);
        return found is Dictionary<object, object?> dictionary
            ? dictionary.Where(one => one.Key is string && one.Value is TorchTensor).ToDictionary(one => (string)one.Key, one => (TorchTensor)one.Value!)
            : throw new ModelException($"{path}: a dictionary of tensors was expected under '{key}'; the file has {KeysInWords()}.");
    }

    /// <summary>The values of a tensor as binary32, in logical order, slowest axis first.</summary>
    /// <exception cref="ModelException">The file does not hold them.</exception>
    public SafeTensors.Entry Read(TorchTensor tensor)
    {
        ArgumentNullException.ThrowIfNull(tensor);
        try
        {
            return new SafeTensors.Entry([.. tensor.Shape], tensor.Count == 0 ? [] : Values(tensor));
        }
        catch (Exception problem) when (IsDamage(problem))
        {
            throw new ModelException($"{path}: storage {tensor.Storage.Key}: {problem.Message}", problem);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => storages.Dispose();

    /// <summary>The value under a key, and keys inside it; null where there is none.</summary>
    internal object? Find(params IEnumerable<string> keys) =>
        keys.Aggregate(contents, (value, key) => value is Dictionary<object, object?> inside ? inside.GetValueOrDefault(key) : null);

    private static TorchCheckpoint Open(string path, FileStream file, CheckpointLimits limits)
    {
        var globals = new PickleGlobals(limits.TensorValues);
        object? Pickle(Stream bytes, long available) =>
            available <= limits.PickleBytes || file == bytes
                ? new PickleMachine(new PickleBytes(bytes, Math.Min(available, limits.PickleBytes)), globals, limits.Values).Read()
                : throw new InvalidDataException($"its pickle has {available} bytes; at most {limits.PickleBytes} are allowed.");

        Span<byte> start = stackalloc byte[2];
        bool isZip = file.ReadAtLeast(start, 2, throwOnEndOfStream: false) == 2 && start.SequenceEqual("PK"u8);
        file.Position = 0;
        if (isZip)
        {
            var zip = new ZipStorages(file);
            (Stream bytes, long length) = zip.Pickle();
            using var buffered = new BufferedStream(bytes, 1 << 16);
            return new TorchCheckpoint(path, zip, Pickle(buffered, length));
        }

        var legacy = new LegacyStorages(file);
        return new TorchCheckpoint(path, legacy, legacy.ReadContents(() => Pickle(file, file.Length - file.Position), globals.Referenced));
    }

    private float[] Values(TorchTensor tensor)
    {
        int size = TorchNumbers.Size(tensor.Element);
        long first = tensor.Offset, count = 1 + tensor.Shape.Zip(tensor.Strides).Sum(axis => (axis.First - 1) * axis.Second);
        (Stream bytes, long length) = storages.Open(tensor.Storage.Key);
        using (bytes)
        {
            if ((Int128)(first + count) * size > length || count * size > Array.MaxLength)
            {
                throw new InvalidDataException($"{first + count} numbers of {size} bytes were expected; the file has {length} bytes.");
            }

            Skip(bytes, first * size);
            byte[] part = new byte[count * size];
            bytes.ReadExactly(part);
            return InOrder(TorchNumbers.ToSingle(tensor.Element, part), tensor);
        }
    }

    private static void Skip(Stream bytes, long count)
    {
        byte[] ignored = new byte[Math.Min(count, 1 << 16)];
        for (long left = count; left > 0; left -= ignored.Length)
        {
            bytes.ReadExactly(ignored.AsSpan(0, (int)Math.Min(left, ignored.Length)));
        }
    }

    private static float[] InOrder(float[] stored, TorchTensor tensor)
    {
        long dense = 1;
        bool isDense = true;
        for (int axis = tensor.Shape.Count - 1; axis >= 0; dense *= tensor.Shape[axis--])
        {
            isDense &= tensor.Shape[axis] == 1 || tensor.Strides[axis] == dense;
        }

        if (isDense)
        {
            return stored;
        }

        float[] values = new float[tensor.Count];
        long[] index = new long[tensor.Shape.Count];
        for (long i = 0; i < values.Length; i++)
        {
            values[i] = stored[index.Zip(tensor.Strides).Sum(axis => axis.First * axis.Second)];
            for (int axis = index.Length - 1; axis >= 0 && ++index[axis] == tensor.Shape[axis]; axis--)
            {
                index[axis] = 0;
            }
        }

        return values;
    }

    private string KeysInWords() => contents is Dictionary<object, object?> all
        ? $"the keys {string.Join(", ", all.Keys.OfType<string>().Take(12))}"
        : "no dictionary at its top";

    private static bool IsDamage(Exception problem) =>
        problem is InvalidDataException or EndOfStreamException or OverflowException or NotSupportedException or ArgumentException;
}
