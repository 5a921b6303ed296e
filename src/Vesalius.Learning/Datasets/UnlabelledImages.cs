namespace Vesalius.Learning.Datasets;

/// <summary>What to do about images that have no mask.</summary>
public enum UnlabelledImages
{
    /// <summary>Leave them out and list them where a label folder was chosen by name (it may cover a part of the images), refuse them otherwise.</summary>
    Automatic,

    /// <summary>Refuse the dataset: a missing mask is a mistake.</summary>
    Refuse,

    /// <summary>Leave them out, and list them in <see cref="Dataset.Unlabelled"/>.</summary>
    LeaveOut,
}
