using Vesalius.Imaging;

namespace Vesalius.Cli.Detection;

/// <summary>One image with the probability of each structure.</summary>
/// <param name="Case">What it is called.</param>
/// <param name="Image">The image; null where only probabilities were given.</param>
/// <param name="Structures">Each structure and its probability on the image's grid.</param>
internal sealed record DetectionImage(string Case, Volume<float>? Image,
    IReadOnlyList<(Label Label, Volume<float> Probability)> Structures);
