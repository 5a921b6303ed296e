using System.Buffers.Binary;
using System.Text;

namespace Vesalius.Learning.Tests.Models;

/// <summary>Writes pickles of protocol 2, instruction by instruction, as Python would or as an attacker would.</summary>
internal sealed class PickleText
{
    private readonly List<byte> bytes = [];

    public static implicit operator byte[](PickleText pickle) => [.. pickle.bytes];

    public static PickleText Of(object? value) => new PickleText().Raw(0x80, 2).Value(value).Raw((byte)'.');

    public PickleText Raw(params byte[] code)
    {
        bytes.AddRange(code);
        return this;
    }

    public PickleText Global(string module, string name) => Raw([(byte)'c', .. Encoding.UTF8.GetBytes($"{module}\n{name}\n")]);

    /// <summary>null, bool, int, long, double, string, arrays (as lists), dictionaries, tensors, calls.</summary>
    public PickleText Value(object? value) => value switch
    {
        null => Raw((byte)'N'),
        bool flag => Raw(flag ? (byte)0x88 : (byte)0x89),
        int number => Raw([(byte)'J', .. BitConverter.GetBytes(number)]),
        long number => Raw([0x8A, 8, .. BitConverter.GetBytes(number)]),
        double number => Double(number),
        string text => Text(text),
        byte[] raw => Raw([(byte)'B', .. BitConverter.GetBytes(raw.Length), .. raw]),
        long[] sizes => Tuple([.. sizes.Select(size => (object?)size)]),
        object?[] items => items.Aggregate(Raw((byte)']', (byte)'('), (all, item) => all.Value(item)).Raw((byte)'e'),
        StoredTensor tensor => Tensor(tensor),
        PickledCall call => Global(call.Module, call.Name).Tuple(call.Arguments).Raw((byte)'R'),
        IReadOnlyDictionary<string, object?> pairs => Pairs(pairs),
        _ => throw new ArgumentException($"{value.GetType()} cannot be pickled here."),
    };

    public PickleText Tuple(object?[] items) => items.Aggregate(Raw((byte)'('), (all, item) => all.Value(item)).Raw((byte)'t');

    private PickleText Text(string text)
    {
        byte[] utf8 = Encoding.UTF8.GetBytes(text);
        return Raw([(byte)'X', .. BitConverter.GetBytes(utf8.Length), .. utf8]);
    }

    private PickleText Double(double number)
    {
        byte[] big = new byte[8];
        BinaryPrimitives.WriteDoubleBigEndian(big, number);
        return Raw([(byte)'G', .. big]);
    }

    private PickleText Pairs(IReadOnlyDictionary<string, object?> pairs) =>
        pairs.Aggregate(Global("collections", "OrderedDict").Raw((byte)')', (byte)'R', (byte)'('), (all, pair) => all.Value(pair.Key).Value(pair.Value)).Raw((byte)'u');

    private PickleText Tensor(StoredTensor tensor)
    {
        Global("torch._utils", "_rebuild_tensor_v2").Raw((byte)'(', (byte)'(').Value("storage").Global("torch", tensor.Storage);
        Value(tensor.Key).Value("cpu").Value(tensor.Numbers).Raw((byte)'t', (byte)'Q');
        Value((long)tensor.Offset).Value(tensor.Shape).Value(tensor.Strides).Value(false);
        return Value(new Dictionary<string, object?>()).Raw((byte)'t', (byte)'R');
    }
}

/// <summary>A call that a pickle asks for.</summary>
internal sealed record PickledCall(string Module, string Name, params object?[] Arguments);

/// <summary>A tensor in a checkpoint for tests.</summary>
internal sealed record StoredTensor(string Key, byte[] Bytes, long[] Shape)
{
    public string Storage { get; init; } = "FloatStorage";

    public int Size { get; init; } = 4;

    public int Offset { get; init; }

    public long[] Strides { get; init; } = [.. Shape.Select((_, axis) => Shape.Skip(axis + 1).Aggregate(1L, (product, size) => product * size))];

    public long Numbers => Bytes.Length / Size;

    public static StoredTensor Of(string key, float[] values, params long[] shape) =>
        new(key, System.Runtime.InteropServices.MemoryMarshal.AsBytes(values.AsSpan()).ToArray(), shape);
}
