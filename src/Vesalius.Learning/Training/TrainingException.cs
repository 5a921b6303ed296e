namespace Vesalius.Learning.Training;

/// <summary>Training cannot go on: the message says at which epoch, on which cases, and what to do.</summary>
public sealed class TrainingException : Exception
{
    /// <summary>Names the problem.</summary>
    public TrainingException(string message)
        : base(message)
    {
    }
}
