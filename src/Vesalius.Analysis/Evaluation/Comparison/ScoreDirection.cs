namespace Vesalius.Analysis.Evaluation;

/// <summary>Which way a score gets better.</summary>
public enum ScoreDirection
{
    /// <summary>The greater, the better: overlap, surface Dice.</summary>
    Greater,

    /// <summary>The smaller, the better: distances.</summary>
    Smaller,

    /// <summary>The nearer to zero, the better: signed differences.</summary>
    NearerZero,

    /// <summary>Nobody said. Such a score is compared, but neither side is called better.</summary>
    Unknown,
}
