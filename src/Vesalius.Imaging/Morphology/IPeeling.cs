namespace Vesalius.Imaging.Morphology;

/// <summary>A mask that is peeled from one side after the other until nothing more can go. See <see cref="Skeleton"/>.</summary>
internal interface IPeeling
{
    /// <summary>How many sides there are to peel from.</summary>
    int Sides { get; }

    /// <summary>What is left so far.</summary>
    Volume<bool> Result { get; }

    /// <summary>Takes away what can go from one side; false when nothing could.</summary>
    bool Peel(int side);
}
