namespace Vesalius.Learning.Losses;

/// <summary>What the labels of a batch stand for where structures may overlap.</summary>
/// <param name="Combinations">For every sample and label the structures, as bits.</param>
/// <param name="NotAnnotated">[N, K], whether nobody annotated a structure in a sample.</param>
/// <param name="Regions">K.</param>
internal sealed record RegionMarks(IReadOnlyList<IReadOnlyList<ulong>> Combinations, bool[] NotAnnotated, int Regions)
{
    /// <summary>N.</summary>
    public int Samples => Combinations.Count;

    /// <summary>The structures that somebody annotated in a sample.</summary>
    public int[] AnnotatedIn(int sample) => [.. Enumerable.Range(0, Regions).Where(one => !NotAnnotated[sample * Regions + one])];

    /// <summary>1 where a label of a sample stands for a structure and 0 elsewhere, [256, K].</summary>
    public float[] Table(int sample)
    {
        var table = new float[256 * Regions];
        for (int code = 0; code < Combinations[sample].Count; code++)
        {
            for (int region = 0; region < Regions; region++)
            {
                table[code * Regions + region] = Combinations[sample][code] >> region & 1;
            }
        }

        return table;
    }
}
