using Vesalius.Imaging;
using Vesalius.Learning.Plans;

namespace Vesalius.Learning.Tests;

public sealed class UNetTests
{
    [Fact]
    public void The_tutorial_learns_its_squares_and_finds_them_in_images_it_has_not_seen()
    {
        (Volume<float>[] images, Volume<ushort>[] masks) = Squares(12, seed: 1);
        using var model = new UNet(inputShape: (32, 32, 1), numClasses: 2, features: [8, 16]);
        model.Compile(Optimizer.Adam(5e-3), Loss.CategoricalCrossEntropy, Metric.Accuracy, Metric.Dice);
        IReadOnlyList<FitEpoch> history = model.Fit(images, masks, epochs: 15, batchSize: 2);
        Assert.Equal(15, history.Count);
        Assert.True(history[^1].Loss < 0.5 * history[0].Loss);
        (Volume<float>[] unseen, Volume<ushort>[] truth) = Squares(4, seed: 99);
        IReadOnlyList<Volume<ushort>> found = model.Predict(unseen).ArgMax();
        double agreeing = found.Zip(truth).Average(pair => pair.First.Array.Zip(pair.Second.Array).Average(voxel => voxel.First == voxel.Second ? 1.0 : 0));
        Assert.True(agreeing > 0.97, $"{agreeing:P1} of pixels agree.");
    }

    [Fact]
    public void Fitting_ends_early_when_validation_no_longer_improves_and_puts_the_best_weights_back()
    {
        (Volume<float>[] images, Volume<ushort>[] masks) = Squares(4, seed: 1);
        using var model = new UNet(inputShape: (32, 32, 1), numClasses: 2, features: [4, 8]);
        model.Compile(Optimizer.Sgd(0), Loss.DiceAndCrossEntropy, Metric.Dice);
        var options = new FitOptions { Validation = (images, masks), Patience = 2, RestoreBest = true };
        Assert.Equal(3, model.Fit(images, masks, epochs: 20, batchSize: 4, options).Count);
    }

    [Fact]
    public void Saved_weights_predict_the_same_in_another_network_of_the_same_shape()
    {
        (Volume<float>[] images, _) = Squares(1, seed: 1);
        using var first = new UNet(inputShape: (32, 32, 1), numClasses: 3, features: [4, 8], seed: 1);
        using var second = new UNet(inputShape: (32, 32, 1), numClasses: 3, features: [4, 8], seed: 2);
        string path = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.safetensors");
        first.SaveWeights(path);
        second.LoadWeights(path);
        File.Delete(path);
        Assert.Equal(first.Predict(images).Images[0][1].Array, second.Predict(images).Images[0][1].Array);
    }

    [Fact]
    public void What_does_not_fit_is_refused_in_words()
    {
        (Volume<float>[] images, Volume<ushort>[] masks) = Squares(2, seed: 1);
        Assert.Contains("multiple of 8", Assert.Throws<ArgumentException>(() => new UNet(inputShape: (30, 32, 1), numClasses: 2)).Message, StringComparison.Ordinal);
        using var model = new UNet(inputShape: (64, 64, 1), numClasses: 2);
        Assert.Throws<InvalidOperationException>(() => model.Fit(images, masks, 1, 1));
        model.Compile(Optimizer.Adam(), Loss.SoftDice);
        Assert.Contains("32×32×1", Assert.Throws<ArgumentException>(() => model.Fit(images, masks, 1, 1)).Message, StringComparison.Ordinal);
    }

    private static (Volume<float>[] Images, Volume<ushort>[] Masks) Squares(int count, int seed)
    {
        var random = new Random(seed);
        Volume<ushort>[] masks = [.. Enumerable.Range(0, count).Select(_ =>
        {
            var mask = new Volume<ushort>(Grid.Planar(32, 32));
            int left = random.Next(4, 16), top = random.Next(4, 16);
            for (int y = top; y < top + 12; y++)
            {
                mask.Row(y, 0).Slice(left, 12).Fill(1);
            }

            return mask;
        })];
        return ([.. masks.Select(mask => mask.Map(label => label + 0.5f * (float)random.NextDouble()))], masks);
    }
}
