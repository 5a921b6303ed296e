namespace Vesalius.Learning.Models;

/// <summary>A model folder is missing, incomplete, damaged, or of a later version: the message says what was expected, what came and what to do.</summary>
public sealed class ModelException : IOException
{
    /// <summary>Names the problem.</summary>
    public ModelException(string message)
        : base(message)
    {
    }

    /// <summary>Names the problem and what failed underneath.</summary>
    public ModelException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
