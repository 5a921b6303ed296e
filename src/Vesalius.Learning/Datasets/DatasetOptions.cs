namespace Vesalius.Learning.Datasets;

/// <summary>How a dataset folder is to be read where the folder itself leaves a choice.</summary>
public sealed record DatasetOptions
{
    private readonly double validationFraction = 0.2;

    /// <summary>The folder of masks, by name inside the dataset or by path; null for the layout's own (<c>labels</c> or <c>labelsTr</c>).</summary>
    public string? LabelFolder { get; init; }

    /// <summary>The file that says which case is used for what; null for <c>split.csv</c> in the dataset, if it is there.</summary>
    public string? SplitFile { get; init; }

    /// <summary>
    /// Validate on this one of nnU-Net's five folds, 0 to 4, in place of any split file; null for the split file or a drawn split.
    /// </summary>
    public int? Fold { get; init; }

    /// <summary>
    /// Validate on one fold of groups of all cases that a split file does not hold out; null for the split file or a drawn split.
    /// </summary>
    public GroupFold? GroupFold { get; init; }

    /// <summary>What to do about images without a mask.</summary>
    public UnlabelledImages UnlabelledImages { get; init; }

    /// <summary>The part of the cases to set aside for validation where no split file says it. Between 0 and 1, both excluded; at least one group is taken.</summary>
    public double ValidationFraction
    {
        get => validationFraction;
        init => validationFraction = value is > 0 and < 1
            ? value
            : throw new ArgumentOutOfRangeException(nameof(value), value, "The validation fraction lies between 0 and 1, both excluded.");
    }

    /// <summary>Which of the possible splits to draw where no split file says it. The same number gives the same split.</summary>
    public int SplitSeed { get; init; }
}
