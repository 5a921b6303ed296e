using System.IO.Compression;
using System.Runtime.InteropServices;
using Vesalius.Learning.Models;
using Vesalius.Learning.Models.Checkpoints;

namespace Vesalius.Learning.Tests.Models;

public sealed class TorchCheckpointTests : IDisposable
{
    private static readonly Dictionary<string, object?> Example = new()
    {
        ["epoch"] = 12,
        ["network_weights"] = new Dictionary<string, object?>
        {
            ["a.weight"] = StoredTensor.Of("0", [1, 2, 3, 4, 5, 6], 2, 3),
            ["b"] = StoredTensor.Of("1", [7], 1),
        },
        ["init_args"] = new Dictionary<string, object?> { ["configuration"] = "3d_fullres", ["folds"] = new object?[] { 0, 1.5, true, null } },
        ["device"] = new PickledCall("torch", "device", "cuda"),
        ["best"] = new PickledCall("numpy.core.multiarray", "scalar", new PickledCall("numpy", "dtype", "f8", false, true), BitConverter.GetBytes(0.75)),
    };

    private readonly string path = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.pth");

    public void Dispose() => File.Delete(path);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Tensors_and_texts_come_back_from_both_forms_of_the_file(bool legacy)
    {
        using TorchCheckpoint read = Open(legacy ? TorchFile.Legacy(Example) : TorchFile.Zip(Example));
        IReadOnlyDictionary<string, TorchTensor> weights = read.Tensors("network_weights");
        Assert.Equal([2, 3], weights["a.weight"].Shape);
        Assert.Equal([1, 2, 3, 4, 5, 6], read.Read(weights["a.weight"]).Values);
        Assert.Equal([7], read.Read(weights["b"]).Values);
        Assert.Equal("3d_fullres", read.Find("init_args", "configuration"));
        Assert.Equal(0.75, read.Find("best"));
    }

    [Fact]
    public void A_view_shows_its_part_of_the_storage_in_logical_order()
    {
        float[] stored = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9];
        StoredTensor turned = StoredTensor.Of("0", stored, 3, 2) with { Offset = 2, Strides = [1, 4] };
        using TorchCheckpoint read = Open(TorchFile.Zip(new Dictionary<string, object?> { ["w"] = turned }));
        Assert.Equal([2, 6, 3, 7, 4, 8], read.Read(read.Tensors()["w"]).Values);
    }

    [Fact]
    public void Every_number_format_is_read_as_binary32()
    {
        void Check(string storage, int size, Array numbers)
        {
            byte[] bytes = new byte[numbers.Length * size];
            Buffer.BlockCopy(numbers, 0, bytes, 0, bytes.Length);
            var tensor = new StoredTensor("0", bytes, [numbers.Length]) { Storage = storage, Size = size };
            using TorchCheckpoint read = Open(TorchFile.Zip(new Dictionary<string, object?> { ["w"] = tensor }));
            Assert.Equal([1f, 100f, -2f], read.Read(read.Tensors()["w"]).Values);
        }

        Check("FloatStorage", 4, new float[] { 1, 100, -2 });
        Check("DoubleStorage", 8, new double[] { 1, 100, -2 });
        Check("HalfStorage", 2, MemoryMarshal.Cast<Half, ushort>([(Half)1, (Half)100, (Half)(-2)]).ToArray());
        Check("BFloat16Storage", 2, new ushort[] { 0x3F80, 0x42C8, 0xC000 });
        Check("LongStorage", 8, new long[] { 1, 100, -2 });
        Check("IntStorage", 4, new int[] { 1, 100, -2 });
        Check("ShortStorage", 2, new short[] { 1, 100, -2 });
        Check("CharStorage", 1, new sbyte[] { 1, 100, -2 });
    }

    [Theory]
    [InlineData("os", "system")]
    [InlineData("posix", "system")]
    [InlineData("builtins", "eval")]
    [InlineData("builtins", "getattr")]
    [InlineData("torch", "load")]
    [InlineData("torch.storage", "_load_from_bytes")]
    [InlineData("numpy.core.multiarray", "fromfile")]
    public void A_pickle_that_calls_is_refused_with_the_name_and_the_byte_and_nothing_runs(string module, string name)
    {
        string witness = path + ".ran";
        byte[] pickle = new PickleText().Raw(0x80, 2).Value(new PickledCall(module, name, $"touch {witness}")).Raw((byte)'.');
        string message = Refused(TorchFile.Zip(pickle, []));
        Assert.Contains($"{module}.{name}", message, StringComparison.Ordinal);
        Assert.Contains("byte 2 ", message, StringComparison.Ordinal);
        Assert.False(File.Exists(witness));
    }

    [Theory]
    [InlineData((byte)'i')]
    [InlineData((byte)'o')]
    [InlineData(0x82)]
    [InlineData(0x92)]
    [InlineData(0x97)]
    [InlineData(0xFF)]
    public void Instructions_that_make_objects_otherwise_are_refused(byte code) =>
        Assert.Contains($"0x{code:X2}", Refused(TorchFile.Zip(new PickleText().Raw(0x80, 2, (byte)'N', code), [])), StringComparison.Ordinal);

    [Fact]
    public void A_name_put_together_on_the_stack_is_refused_too() =>
        Assert.Contains("os.system", Refused(TorchFile.Zip(new PickleText().Raw(0x80, 4).Value("os").Value("system").Raw(0x93, (byte)'.'), [])), StringComparison.Ordinal);

    [Fact]
    public void A_packed_archive_is_refused_before_it_is_unpacked() =>
        Assert.Contains("packs nothing", Refused(TorchFile.Zip(PickleText.Of(Example), [StoredTensor.Of("0", new float[1 << 20], 1 << 20)], CompressionLevel.Optimal)), StringComparison.Ordinal);

    [Fact]
    public void Lengths_beyond_the_file_are_refused_before_memory_is_taken()
    {
        Assert.Contains("announced", Refused(TorchFile.Zip(new PickleText().Raw(0x80, 2, (byte)'X', 0xFF, 0xFF, 0xFF, 0x7F), [])), StringComparison.Ordinal);
        Assert.Contains("announced", Refused(TorchFile.Zip(new PickleText().Raw(0x80, 4, 0x8D, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF), [])), StringComparison.Ordinal);
    }

    [Fact]
    public void Tensors_beyond_their_storage_are_refused_with_their_shape()
    {
        StoredTensor small = StoredTensor.Of("0", [1, 2, 3], 3);
        foreach (StoredTensor wrong in (StoredTensor[])
            [small with { Shape = [4] }, small with { Offset = 1 }, small with { Shape = [1L << 40], Strides = [0] }, small with { Shape = [-1] },
             small with { Shape = [long.MaxValue, long.MaxValue], Strides = [1, 1] }, small with { Strides = [1, 1] }])
        {
            Assert.Contains("shape", Refused(TorchFile.Zip(PickleText.Of(new Dictionary<string, object?> { ["w"] = wrong }), [small])), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_storage_shorter_than_said_or_missing_is_named()
    {
        byte[] pickle = PickleText.Of(new Dictionary<string, object?> { ["w"] = StoredTensor.Of("7", [1, 2, 3], 3) });
        using (TorchCheckpoint shorter = Open(TorchFile.Zip(pickle, [StoredTensor.Of("7", [1, 2], 2)])))
        {
            Assert.Contains("storage 7", Assert.Throws<ModelException>(() => shorter.Read(shorter.Tensors()["w"])).Message, StringComparison.Ordinal);
        }

        using TorchCheckpoint missing = Open(TorchFile.Zip(pickle, []));
        Assert.Contains("data/7", Assert.Throws<ModelException>(() => missing.Read(missing.Tensors()["w"])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_storage_key_that_points_elsewhere_is_refused() =>
        Assert.Contains("named by a number", Refused(TorchFile.Zip(new Dictionary<string, object?> { ["w"] = StoredTensor.Of("../../etc", [1], 1) })), StringComparison.Ordinal);

    [Fact]
    public void More_values_than_allowed_are_refused()
    {
        byte[] pickle = [0x80, 2, (byte)']', .. Enumerable.Repeat((byte)'N', 2000), (byte)'.'];
        File.WriteAllBytes(path, TorchFile.Zip(pickle, []));
        Assert.Contains("1000 values", Assert.Throws<ModelException>(() => TorchCheckpoint.Open(path, new CheckpointLimits { Values = 1000 })).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_key_is_told_with_those_that_are_there()
    {
        using TorchCheckpoint read = Open(TorchFile.Zip(Example));
        string message = Assert.Throws<ModelException>(() => read.Tensors("state_dict")).Message;
        Assert.Contains("'state_dict'", message, StringComparison.Ordinal);
        Assert.Contains("network_weights", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_file_cut_short_or_changed_anywhere_is_refused_or_read_never_more(bool legacy)
    {
        byte[] whole = legacy ? TorchFile.Legacy(Example) : TorchFile.Zip(Example);
        for (int length = 0; length < whole.Length; length += 7)
        {
            Assert.NotNull(Attempt(whole[..length]));
        }

        var random = new Random(5);
        for (int trial = 0; trial < 1500; trial++)
        {
            byte[] mutant = [.. whole];
            mutant[random.Next(mutant.Length)] = (byte)random.Next(256);
            Attempt(mutant);
        }
    }

    /// <summary>Reads everything; any error but a ModelException fails the test.</summary>
    private ModelException? Attempt(byte[] bytes)
    {
        try
        {
            using TorchCheckpoint read = Open(bytes);
            IReadOnlyDictionary<string, TorchTensor> weights = read.Tensors("network_weights");
            foreach (TorchTensor tensor in weights.Values)
            {
                Assert.Equal(tensor.Count, read.Read(tensor).Values.Length);
            }

            return null;
        }
        catch (ModelException refused)
        {
            return refused;
        }
    }

    private TorchCheckpoint Open(byte[] bytes)
    {
        File.WriteAllBytes(path, bytes);
        return TorchCheckpoint.Open(path);
    }

    private string Refused(byte[] bytes) => Assert.Throws<ModelException>(() => Open(bytes)).Message;
}
