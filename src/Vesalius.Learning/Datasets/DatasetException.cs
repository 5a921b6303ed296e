namespace Vesalius.Learning.Datasets;

/// <summary>A folder of scans and masks cannot be learnt from as it is. The message says what was expected, what came and what to do.</summary>
public sealed class DatasetException : IOException
{
    /// <summary>Names the place, what was expected, what came and what to do.</summary>
    /// <param name="message">One or two sentences that name the file or folder.</param>
    /// <param name="innerException">What failed underneath, if anything did.</param>
    public DatasetException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
