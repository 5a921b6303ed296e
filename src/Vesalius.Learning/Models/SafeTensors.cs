using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace Vesalius.Learning.Models;

/// <summary>
/// Named arrays of binary32 numbers in one file, with text beside them: the safetensors format (an 8-byte header length, a JSON header, then
/// the raw values). Nothing in such a file can run code. Source: huggingface/safetensors, format description.
/// </summary>
public sealed record SafeTensors
{
    private const int MaxHeaderBytes = 100_000_000;

    /// <summary>One array: its shape, slowest axis first, and its values in that order.</summary>
    /// <param name="Shape">Sizes, slowest axis first.</param>
    /// <param name="Values">As many values as the shape says.</param>
    public sealed record Entry(long[] Shape, float[] Values);

    /// <summary>The arrays by name.</summary>
    public required IReadOnlyDictionary<string, Entry> Tensors { get; init; }

    /// <summary>Text that belongs to them.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; init; } = new Dictionary<string, string>();

    /// <summary>Writes the file under a temporary name and renames it: an interrupted write leaves what was there.</summary>
    public void Write(string path)
    {
        var header = new Dictionary<string, object>();
        if (Metadata.Count > 0)
        {
            header["__metadata__"] = Metadata;
        }

        long offset = 0;
        foreach ((string name, Entry entry) in Tensors)
        {
            long end = offset + entry.Values.Length * sizeof(float);
            header[name] = new { dtype = "F32", shape = entry.Shape, data_offsets = new[] { offset, end } };
            offset = end;
        }

        byte[] json = JsonSerializer.SerializeToUtf8Bytes(header);
        AtomicFile.Write(path, stream =>
        {
            Span<byte> length = stackalloc byte[8];
            int padded = (json.Length + 7) / 8 * 8;
            BinaryPrimitives.WriteInt64LittleEndian(length, padded);
            stream.Write(length);
            stream.Write(json);
            stream.Write("        "u8[..(padded - json.Length)]);
            foreach (Entry entry in Tensors.Values)
            {
                stream.Write(MemoryMarshal.AsBytes<float>(entry.Values));
            }
        });
    }

    /// <summary>Reads the file.</summary>
    /// <exception cref="ModelException">The file is missing, damaged, or holds types other than F32.</exception>
    public static SafeTensors Read(string path)
    {
        if (!File.Exists(path))
        {
            throw new ModelException($"{path}: weights were expected here, but there is no such file.");
        }

        try
        {
            using FileStream stream = File.OpenRead(path);
            return Read(stream);
        }
        catch (Exception error) when (error is JsonException or InvalidDataException or EndOfStreamException or InvalidOperationException or KeyNotFoundException or FormatException)
        {
            throw new ModelException($"{path}: not a readable safetensors file: {error.Message}", error);
        }
    }

    private static SafeTensors Read(FileStream stream)
    {
        Span<byte> length = stackalloc byte[8];
        stream.ReadExactly(length);
        long headerLength = BinaryPrimitives.ReadInt64LittleEndian(length);
        if (headerLength < 2 || headerLength > Math.Min(MaxHeaderBytes, stream.Length - 8))
        {
            throw new InvalidDataException($"the header should have 2 to {Math.Min(MaxHeaderBytes, stream.Length - 8)} bytes; it claims {headerLength}.");
        }

        byte[] json = new byte[headerLength];
        stream.ReadExactly(json);
        using JsonDocument document = JsonDocument.Parse(json);
        var tensors = new Dictionary<string, Entry>();
        var metadata = new Dictionary<string, string>();
        foreach (JsonProperty property in document.RootElement.EnumerateObject())
        {
            if (property.Name == "__metadata__")
            {
                foreach (JsonProperty text in property.Value.EnumerateObject())
                {
                    metadata[text.Name] = text.Value.GetString() ?? string.Empty;
                }
            }
            else
            {
                tensors[property.Name] = ReadEntry(stream, property, 8 + headerLength);
            }
        }

        return new SafeTensors { Tensors = tensors, Metadata = metadata };
    }

    private static Entry ReadEntry(FileStream stream, JsonProperty property, long dataStart)
    {
        string? type = property.Value.GetProperty("dtype").GetString();
        long[] shape = [.. property.Value.GetProperty("shape").EnumerateArray().Select(size => size.GetInt64())];
        long[] offsets = [.. property.Value.GetProperty("data_offsets").EnumerateArray().Select(offset => offset.GetInt64())];
        if (type != "F32" || offsets.Length != 2)
        {
            throw new InvalidDataException($"'{property.Name}' should be of type F32 with two offsets; it is {type}.");
        }

        long count = shape.Aggregate(1L, (product, size) => checked(product * size));
        if (shape.Any(size => size < 0) || offsets[0] < 0 || offsets[1] - offsets[0] != count * sizeof(float) || dataStart + offsets[1] > stream.Length)
        {
            throw new InvalidDataException($"'{property.Name}' should have {count} values; its bytes {offsets[0]} to {offsets[1]} do not hold them.");
        }

        float[] values = new float[count];
        stream.Position = dataStart + offsets[0];
        stream.ReadExactly(MemoryMarshal.AsBytes(values.AsSpan()));
        return new Entry(shape, values);
    }
}
