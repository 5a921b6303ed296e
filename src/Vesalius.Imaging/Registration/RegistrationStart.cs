namespace Vesalius.Imaging.Registration;

/// <summary>Finds where a search begins: the most alike of a few plain guesses, on a coarse scan.</summary>
internal static class RegistrationStart
{
    private const double LeastOverlap = 0.25;
    private const double TurnDegrees = 12;

    public static WorldTransform Of(Volume<float> fixedScan, Volume<float> moving, ISimilarity similarity, WorldPoint centre)
    {
        WorldTransform[] guesses =
        [
            WorldTransform.Identity,
            WorldTransform.Shift(Middle(moving.Grid) - Middle(fixedScan.Grid)),
            WorldTransform.Shift(CentreOfMass(moving) - CentreOfMass(fixedScan)),
        ];
        WorldTransform best = guesses.MaxBy(guess => Score(similarity, guess));
        WorldTransform[] turned = [.. Turns(best.Apply(centre)).Select(turn => best.Then(turn)).Prepend(best)];
        return turned.MaxBy(guess => Score(similarity, guess));
    }

    private static double Score(ISimilarity similarity, WorldTransform guess)
    {
        (double value, _, double overlap) = similarity.At(guess);
        return overlap >= LeastOverlap ? value : double.NegativeInfinity;
    }

    private static IEnumerable<WorldTransform> Turns(WorldPoint pivot)
    {
        double angle = TurnDegrees * Math.PI / 180;
        return new[] { -angle, angle }.SelectMany(turn => new WorldVector[] { new(turn, 0, 0), new(0, turn, 0), new(0, 0, turn) })
            .Select(rotation => WorldTransform.Rotation(rotation, pivot));
    }

    private static WorldPoint Middle(Grid grid) =>
        grid.ToWorld(new VoxelPoint((grid.Size.X - 1) / 2.0, (grid.Size.Y - 1) / 2.0, (grid.Size.Z - 1) / 2.0));

    /// <summary>The mean place of intensity above the scan's least.</summary>
    private static WorldPoint CentreOfMass(Volume<float> scan)
    {
        float least = scan.Array.Where(float.IsFinite).DefaultIfEmpty(0).Min();
        double sum = 0, x = 0, y = 0, z = 0;
        for (int i = 0; i < scan.Array.Length; i++)
        {
            double weight = float.IsFinite(scan.Array[i]) ? scan.Array[i] - least : 0;
            sum += weight;
            x += weight * (i % scan.Size.X);
            y += weight * (i / scan.Size.X % scan.Size.Y);
            z += weight * (i / scan.Size.X / scan.Size.Y);
        }

        return sum > 0 ? scan.Grid.ToWorld(new VoxelPoint(x / sum, y / sum, z / sum)) : Middle(scan.Grid);
    }
}
