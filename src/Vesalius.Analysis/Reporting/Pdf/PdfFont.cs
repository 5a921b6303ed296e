namespace Vesalius.Analysis.Reporting.Pdf;

/// <summary>The fonts of a document, which every reader of PDF has: nothing is embedded.</summary>
internal enum PdfFont
{
    /// <summary>Helvetica.</summary>
    Regular,

    /// <summary>Helvetica Bold.</summary>
    Bold,

    /// <summary>Symbol: Greek letters and signs of mathematics.</summary>
    Symbol,
}
