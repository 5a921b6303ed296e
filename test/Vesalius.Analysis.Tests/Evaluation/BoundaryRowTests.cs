using CsCheck;
using Vesalius.Analysis.Evaluation;

namespace Vesalius.Analysis.Tests.Evaluation;

public sealed class BoundaryRowTests
{
    [Fact]
    public void Cells_with_eight_like_corners_are_cleared_and_the_others_marked() =>
        Gen.OneOf(Gen.Const((byte)0), Gen.Const(byte.MaxValue), Gen.Byte).Array[0, 200].Sample(codes =>
        {
            byte[] kept = [.. codes], mixed = new byte[codes.Length];
            BoundaryRow.KeepMixed(kept, mixed);
            Assert.Equal([.. codes.Select(code => code == 255 ? (byte)0 : code)], kept);
            Assert.Equal([.. codes.Select(code => code is 0 or 255 ? (byte)0 : (byte)1)], mixed);
        });

    [Fact]
    public void The_places_of_ones_are_found_in_order() =>
        Gen.Byte[0, 1].Array[0, 300].Sample(row =>
            Assert.Equal([.. Enumerable.Range(0, row.Length).Where(x => row[x] == 1)], BoundaryRow.Places(row)));

    [Fact]
    public void Sorting_numbers_that_repeat_equals_the_library_s_sort_and_keeps_each_value_with_its_number() =>
        Gen.Select(Gen.Int[1, 400], Gen.Int[0, 2000], Gen.Int[0, 1000], (different, length, seed) => (different, length, seed)).Sample(drawn =>
        {
            var random = new Random(drawn.seed);
            double[] numbers = [.. Enumerable.Range(0, drawn.different).Select(_ => random.NextDouble()), double.PositiveInfinity];
            double[] keys = [.. Enumerable.Range(0, drawn.length).Select(_ => numbers[random.Next(numbers.Length)])];
            double[] values = [.. keys.Select(key => 2 * key)], expected = [.. keys];
            Array.Sort(expected);
            FewKeys.Sort(keys, values);
            Assert.Equal(expected, keys);
            Assert.Equal([.. keys.Select(key => 2 * key)], values);
        });
}
