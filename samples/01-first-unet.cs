// The first U-Net: ten dummy images with a square in the middle, three epochs, one prediction.
// Run it with: dotnet run samples/01-first-unet.cs
#:project ../src/Vesalius.Learning/Vesalius.Learning.csproj
#:property UsesNativeTorch=true
#:property PublishAot=false

using Vesalius.Imaging;
using Vesalius.Learning;
using Vesalius.Learning.Plans;

// Ten grey images of 64×64 pixels: noise, and a brighter 16×16 square. Their masks have class 1 in the square, 0 elsewhere.
var random = new Random(1);
Grid grid = Grid.Planar(64, 64);
bool InSquare(int x, int y) => x is >= 24 and < 40 && y is >= 24 and < 40;

Volume<ushort> mask = new(grid);
for (int y = 0; y < 64; y++)
{
    for (int x = 0; x < 64; x++)
    {
        mask[x, y, 0] = (ushort)(InSquare(x, y) ? 1 : 0);
    }
}

Volume<float>[] images = [.. Enumerable.Range(0, 10).Select(_ => mask.Map(label => (float)random.NextDouble() + label))];
Volume<ushort>[] masks = [.. images.Select(_ => mask)];

// A small network of two levels with one skip between them, and how it learns.
using var model = new UNet(inputShape: (64, 64, 1), numClasses: 2, features: [16, 32]);
model.Compile(Optimizer.Adam(), Loss.CategoricalCrossEntropy, Metric.Accuracy, Metric.Dice);
model.Fit(images, masks, epochs: 3, batchSize: 2, new FitOptions { OnEpoch = Console.WriteLine });

// The class of every pixel of one image.
Volume<ushort> segmented = model.Predict(images[..1]).ArgMax()[0];
Console.WriteLine($"mask of {segmented.Size.X}×{segmented.Size.Y} pixels, classes {string.Join(", ", segmented.Array.Distinct().Order())}");
