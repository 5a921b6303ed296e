namespace Vesalius.Analysis.Tracking;

/// <summary>What became of lesions from one visit to the next. Indices are places in the lists that were matched; −1 for none.</summary>
/// <param name="Later">For each earlier lesion the later one it is.</param>
/// <param name="Earlier">For each later lesion the earlier one it is.</param>
/// <param name="MergedInto">For each earlier lesion without a later one, the later lesion it has grown together with.</param>
/// <param name="SplitFrom">For each later lesion without an earlier one, the earlier lesion it was part of.</param>
/// <param name="Confidence">For each later lesion, how sure its match is; NaN without one.</param>
internal sealed record VisitMatch(int[] Later, int[] Earlier, int[] MergedInto, int[] SplitFrom, double[] Confidence);
