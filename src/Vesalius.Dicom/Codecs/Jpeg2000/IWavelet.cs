namespace Vesalius.Dicom.Codecs.Jpeg2000;

/// <summary>
/// A wavelet as a series of lifting steps (ISO/IEC 15444-1, annex F): each changes the even samples by their odd neighbours, or the odd
/// ones by their even neighbours, in turn.
/// </summary>
/// <typeparam name="T">Samples.</typeparam>
internal interface IWavelet<T>
    where T : unmanaged
{
    /// <summary>How many steps there are; the first changes even samples.</summary>
    static abstract int Steps { get; }

    /// <summary>Changes samples by the neighbours before and after them.</summary>
    static abstract void Lift(int step, Span<T> samples, ReadOnlySpan<T> before, ReadOnlySpan<T> after);

    /// <summary>What is done to samples before the steps.</summary>
    static abstract void Scale(Span<T> samples, bool isOdd);

    /// <summary>A single sample at an odd place, which has no neighbours to be changed by.</summary>
    static abstract T Lonely(T odd);
}
