using Vesalius.Imaging;
using Vesalius.Learning.Plans;

namespace Vesalius.Learning.Preprocessing;

/// <summary>
/// Structures that may overlap, as one byte per voxel: every combination of structures that occurs in the case has a code. So they are kept,
/// turned and sampled as classes are, and only the loss takes them apart.
/// </summary>
/// <param name="Codes">The code of every voxel; 0 for none of the structures, <see cref="PreparedCase.NotAnnotated"/> where nobody annotated.</param>
/// <param name="Combinations">For every code the structures it stands for, as bits. The first is 0.</param>
/// <param name="RegionCount">How many structures there are.</param>
public sealed record RegionCodes(byte[] Codes, IReadOnlyList<ulong> Combinations, int RegionCount)
{
    /// <summary>The most structures that may overlap.</summary>
    public const int MostRegions = 64;

    /// <summary>Whether a code stands for a structure, among others.</summary>
    public bool Has(byte code, int region) => code != PreparedCase.NotAnnotated && (Combinations[code] >> region & 1) != 0;

    /// <summary>
    /// Brings the structures of a mask onto the working grid, each by the vote of what its voxels are made of, and gives their combinations
    /// codes.
    /// </summary>
    /// <exception cref="ArgumentException">More combinations occur than a byte can tell apart, or a value of the mask is not planned for.</exception>
    internal static RegionCodes Of(string id, LabelMap labels, SegmentationPlan plan, Size3 working)
    {
        if (plan.Labels.Count > MostRegions)
        {
            throw new ArgumentException($"At most {MostRegions} structures that overlap can be learnt at once; the plan has {plan.Labels.Count}.");
        }

        int? notAnnotated = plan.NotAnnotatedValue ?? labels.Table.NotAnnotatedValue;
        RefuseUnknown(id, labels, plan, notAnnotated);
        var bits = new ulong[working.Count];
        var isOpen = new bool[working.Count];
        for (int region = 0; region < plan.Labels.Count; region++)
        {
            byte[] votes = FieldOfView.Vote(MaskOf(labels, plan.Labels[region], notAnnotated), labels.Grid.Size, working);
            for (int i = 0; i < votes.Length; i++)
            {
                bits[i] |= votes[i] == 1 ? 1UL << region : 0;
                isOpen[i] |= votes[i] == PreparedCase.NotAnnotated;
            }
        }

        return Coded(id, bits, isOpen, plan.Labels.Count);
    }

    private static RegionCodes Coded(string id, ulong[] bits, bool[] isOpen, int regions)
    {
        var codeOf = new Dictionary<ulong, byte> { [0] = 0 };
        var codes = new byte[bits.Length];
        for (int i = 0; i < bits.Length; i++)
        {
            if (isOpen[i])
            {
                codes[i] = PreparedCase.NotAnnotated;
                continue;
            }

            if (!codeOf.TryGetValue(bits[i], out byte code))
            {
                code = codeOf.Count < PreparedCase.NotAnnotated ? (byte)codeOf.Count : throw new ArgumentException(
                    $"The structures of {id} overlap in more than {PreparedCase.NotAnnotated} combinations, which is as many as can be told apart. Learn fewer structures at once.");
                codeOf.Add(bits[i], code);
            }

            codes[i] = code;
        }

        return new RegionCodes(codes, [.. codeOf.OrderBy(one => one.Value).Select(one => one.Key)], regions);
    }

    private static byte[] MaskOf(LabelMap labels, PlannedLabel region, int? notAnnotated)
    {
        var mask = new byte[labels.Grid.Size.Count];
        HashSet<int> values = [.. region.Parts ?? [region.Value]];
        foreach (Volume<ushort> layer in labels.Layers)
        {
            ReadOnlySpan<ushort> voxels = layer.Voxels;
            for (int i = 0; i < mask.Length; i++)
            {
                mask[i] = voxels[i] == 0 ? mask[i] : voxels[i] == notAnnotated ? PreparedCase.NotAnnotated
                    : values.Contains(voxels[i]) ? (byte)1 : mask[i];
            }
        }

        return mask;
    }

    private static void RefuseUnknown(string id, LabelMap labels, SegmentationPlan plan, int? notAnnotated)
    {
        var isKnown = new bool[ushort.MaxValue + 1];
        foreach (int value in plan.Labels.SelectMany(one => one.Parts ?? [one.Value]).Append(0).Append(notAnnotated ?? 0))
        {
            isKnown[value] = true;
        }

        foreach (Volume<ushort> layer in labels.Layers)
        {
            int place = Array.FindIndex(layer.Array, value => !isKnown[value]);
            if (place >= 0)
            {
                throw new ArgumentException(
                    $"The mask of {id} has the value {layer.Array[place]}, which the plan does not know. "
                    + "Correct the mask, or name the value in dataset.json so that it is planned for.");
            }
        }
    }
}
