namespace Vesalius.Analysis.Reporting.Pdf;

/// <summary>How the standard fonts print a letter.</summary>
internal enum PdfLetter
{
    /// <summary>As it is.</summary>
    Whole,

    /// <summary>Without its mark: ě as e.</summary>
    WithoutMark,

    /// <summary>Not at all: a question mark stands for it.</summary>
    Missing,
}
