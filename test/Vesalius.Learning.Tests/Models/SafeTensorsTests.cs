using Vesalius.Learning.Models;

namespace Vesalius.Learning.Tests.Models;

public sealed class SafeTensorsTests : IDisposable
{
    private readonly string path = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.safetensors");

    [Fact]
    public void Arrays_and_text_come_back_as_they_were()
    {
        Example().Write(path);
        SafeTensors back = SafeTensors.Read(path);
        Assert.Equal([2, 3], back.Tensors["a.weight"].Shape);
        Assert.Equal([1, 2, 3, 4, 5, float.NaN], back.Tensors["a.weight"].Values);
        Assert.Equal([7], back.Tensors["b"].Values);
        Assert.Equal("12", back.Metadata["epochs"]);
    }

    [Fact]
    public void A_file_cut_short_or_changed_anywhere_in_its_header_is_refused_or_read_never_more()
    {
        Example().Write(path);
        byte[] whole = File.ReadAllBytes(path);
        for (int length = 0; length < whole.Length; length += 3)
        {
            File.WriteAllBytes(path, whole[..length]);
            Assert.Throws<ModelException>(() => SafeTensors.Read(path));
        }

        var random = new Random(1);
        for (int trial = 0; trial < 300; trial++)
        {
            byte[] mutant = [.. whole];
            mutant[random.Next(mutant.Length)] = (byte)random.Next(256);
            File.WriteAllBytes(path, mutant);
            Exception? error = Record.Exception(() => SafeTensors.Read(path));
            Assert.True(error is null or ModelException, error?.ToString());
        }
    }

    [Fact]
    public void A_missing_file_is_named() =>
        Assert.Contains(path, Assert.Throws<ModelException>(() => SafeTensors.Read(path)).Message, StringComparison.Ordinal);

    public void Dispose() => File.Delete(path);

    private static SafeTensors Example() => new()
    {
        Tensors = new Dictionary<string, SafeTensors.Entry>
        {
            ["a.weight"] = new([2, 3], [1, 2, 3, 4, 5, float.NaN]),
            ["b"] = new([1], [7]),
        },
        Metadata = new Dictionary<string, string> { ["epochs"] = "12" },
    };
}
