using Vesalius.Imaging;

namespace Vesalius.Analysis.Measurement.Radiomics.Textures;

/// <summary>Texture features under their IBSI tags, aggregated in the ways the manual names.</summary>
internal static class IbsiTextures
{
    private static readonly string[] Runs =
        SizeTags("sre lre lgre hgre srlge srhge lrlge lrhge glnu glnu_norm rlnu rlnu_norm r_perc gl_var rl_var rl_entr");

    private static readonly string[] Zones =
        SizeTags("sze lze lgze hgze szlge szhge lzlge lzhge glnu glnu_norm zsnu zsnu_norm z_perc gl_var zs_var zs_entr");

    private static readonly string[] Distances =
        SizeTags("sde lde lgze hgze sdlge sdhge ldlge ldhge glnu glnu_norm zdnu zdnu_norm z_perc gl_var zd_var zd_entr");

    private static readonly string[] Dependences =
        SizeTags("lde hde lgce hgce ldlge ldhge hdlge hdhge glnu glnu_norm dcnu dcnu_norm dc_perc gl_var dc_var dc_entr dc_energy");

    /// <summary>
    /// Adds the features of neighbours in the volume: <c>…_3D_avg</c>, <c>…_3D_mrg</c> (directions averaged, merged) and <c>…_3D</c>.
    /// </summary>
    public static void AddVolume(IDictionary<string, double> features, GreyRegion region, Volume<bool> mask)
    {
        PieceTextures whole = PieceTextures.Of(region, region.Places, false, BorderDistances.Of(region, mask, false), new TextureRules());
        AddDirectional(features, "3D_avg", FeatureMean.Of(whole.PairsByDirection), FeatureMean.Of(whole.RunsByDirection));
        AddDirectional(features, "3D_mrg", whole.PairsMerged, whole.RunsMerged);
        AddOthers(features, "3D", [whole]);
    }

    /// <summary>
    /// Adds the features of neighbours within the slices: each slice for itself (<c>…_2D_avg</c> directions averaged, <c>…_2D_smrg</c>
    /// merged in the slice, <c>…_2D</c>), and all slices together (<c>…_2.5D_dmrg</c> directions averaged, <c>…_2.5D_mrg</c>,
    /// <c>…_2.5D</c>).
    /// </summary>
    public static void AddSlices(IDictionary<string, double> features, GreyRegion region, Volume<bool> mask)
    {
        int[] distances = BorderDistances.Of(region, mask, planar: true);
        PieceTextures Piece(ReadOnlyMemory<int> places) => PieceTextures.Of(region, places, true, distances, new TextureRules());
        PieceTextures[] slices =
        [
            .. Enumerable.Range(0, region.Size.Z).Where(z => region.SliceStarts[z] < region.SliceStarts[z + 1])
                .Select(z => Piece(region.Places.AsMemory(region.SliceStarts[z]..region.SliceStarts[z + 1]))),
        ];
        double[] Mean(Func<PieceTextures, IEnumerable<double[]>> rows) => FeatureMean.Of([.. slices.SelectMany(rows)]);
        AddDirectional(features, "2D_avg", Mean(slice => slice.PairsByDirection), Mean(slice => slice.RunsByDirection));
        AddDirectional(features, "2D_smrg", Mean(slice => [slice.PairsMerged]), Mean(slice => [slice.RunsMerged]));
        AddOthers(features, "2D", slices);
        PieceTextures whole = Piece(region.Places);
        AddDirectional(features, "2.5D_dmrg", FeatureMean.Of(whole.PairsByDirection), FeatureMean.Of(whole.RunsByDirection));
        AddDirectional(features, "2.5D_mrg", whole.PairsMerged, whole.RunsMerged);
        AddOthers(features, "2.5D", [whole]);
    }

    private static void AddDirectional(IDictionary<string, double> features, string way, double[] pairs, double[] runs)
    {
        Add(features, "cm", CooccurrenceFeatures.Tags, way, pairs);
        Add(features, "rlm", Runs, way, runs);
    }

    private static void AddOthers(IDictionary<string, double> features, string way, PieceTextures[] pieces)
    {
        double[] Mean(Func<PieceTextures, double[]> row) => FeatureMean.Of([.. pieces.Select(row)]);
        Add(features, "szm", Zones, way, Mean(piece => piece.Zones));
        Add(features, "dzm", Distances, way, Mean(piece => piece.Distances));
        Add(features, "ngt", ToneDifferences.Tags, way, Mean(piece => piece.Tones));
        Add(features, "ngl", Dependences, way, Mean(piece => piece.Dependences));
    }

    private static void Add(IDictionary<string, double> features, string family, string[] tags, string way, double[] values)
    {
        for (int i = 0; i < tags.Length; i++)
        {
            features[$"{family}_{tags[i]}_{way}"] = values[i];
        }
    }

    private static string[] SizeTags(string tags) => tags.Split(' ');
}
