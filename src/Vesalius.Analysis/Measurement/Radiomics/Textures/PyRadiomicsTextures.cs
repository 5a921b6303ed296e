namespace Vesalius.Analysis.Measurement.Radiomics.Textures;

/// <summary>Texture features under PyRadiomics' names.</summary>
internal static class PyRadiomicsTextures
{
    /// <summary>The distance from 1 to the next number: keeps the logarithm of an empty cell finite.</summary>
    private static readonly TextureRules Rules = new(Epsilon: 2.220446049250313e-16, WithMaximalCorrelation: true, CountsLoneVoxels: true);

    private static readonly string[] Pairs = Names(
        "MaximumProbability JointAverage SumSquares JointEntropy DifferenceAverage DifferenceVariance DifferenceEntropy SumAverage "
        + "- SumEntropy "
        + "JointEnergy Contrast - Id Idn Idm Idmn InverseVariance Correlation Autocorrelation ClusterTendency ClusterShade "
        + "ClusterProminence Imc1 Imc2 MCC");

    private static readonly string[] Runs = Names(
        "ShortRunEmphasis LongRunEmphasis LowGrayLevelRunEmphasis HighGrayLevelRunEmphasis ShortRunLowGrayLevelEmphasis "
        + "ShortRunHighGrayLevelEmphasis "
        + "LongRunLowGrayLevelEmphasis LongRunHighGrayLevelEmphasis GrayLevelNonUniformity GrayLevelNonUniformityNormalized "
        + "RunLengthNonUniformity "
        + "RunLengthNonUniformityNormalized RunPercentage GrayLevelVariance RunVariance RunEntropy");

    private static readonly string[] Zones = Names(
        "SmallAreaEmphasis LargeAreaEmphasis LowGrayLevelZoneEmphasis HighGrayLevelZoneEmphasis SmallAreaLowGrayLevelEmphasis "
        + "SmallAreaHighGrayLevelEmphasis LargeAreaLowGrayLevelEmphasis LargeAreaHighGrayLevelEmphasis GrayLevelNonUniformity "
        + "GrayLevelNonUniformityNormalized SizeZoneNonUniformity SizeZoneNonUniformityNormalized ZonePercentage GrayLevelVariance "
        + "ZoneVariance ZoneEntropy");

    private static readonly string[] Dependences = Names(
        "SmallDependenceEmphasis LargeDependenceEmphasis LowGrayLevelEmphasis HighGrayLevelEmphasis SmallDependenceLowGrayLevelEmphasis "
        + "SmallDependenceHighGrayLevelEmphasis LargeDependenceLowGrayLevelEmphasis LargeDependenceHighGrayLevelEmphasis "
        + "GrayLevelNonUniformity - "
        + "DependenceNonUniformity DependenceNonUniformityNormalized - GrayLevelVariance DependenceVariance DependenceEntropy");

    private static readonly string[] Tones = Names("Coarseness Contrast Busyness Complexity Strength");

    /// <summary>
    /// Adds the features as <c>original_glcm_…</c>, <c>original_glrlm_…</c>, <c>original_glszm_…</c>, <c>original_gldm_…</c> and
    /// <c>original_ngtdm_…</c>.
    /// </summary>
    public static void Add(IDictionary<string, double> features, GreyRegion region, bool planar, bool mergesDirections)
    {
        PieceTextures whole = PieceTextures.Of(region, region.Places, planar, null, Rules);
        Add(features, "glcm", Pairs, mergesDirections ? whole.PairsMerged : FeatureMean.Of(whole.PairsByDirection));
        Add(features, "glrlm", Runs, mergesDirections ? whole.RunsMerged : FeatureMean.Of(whole.RunsByDirection));
        Add(features, "glszm", Zones, whole.Zones);
        Add(features, "gldm", Dependences, whole.Dependences);
        Add(features, "ngtdm", Tones, whole.Tones);
    }

    private static void Add(IDictionary<string, double> features, string family, string[] names, double[] values)
    {
        for (int i = 0; i < names.Length; i++)
        {
            // A dash: PyRadiomics has no such feature, or the same under another name.
            if (names[i] != "-")
            {
                features[$"original_{family}_{names[i]}"] = values[i];
            }
        }
    }

    private static string[] Names(string names) => names.Split(' ');
}
