namespace Vesalius.Imaging.Operations;

/// <summary>Neighbouring columns of a volume: where the first begins, how far apart their voxels lie in memory, and how many columns there are.</summary>
internal readonly record struct ColumnBlock(int Start, int Stride, int Columns);
