using Vesalius.Analysis.Evaluation;
using Vesalius.Imaging;

namespace Vesalius.Analysis.Reporting;

/// <summary>Where two label maps agree and where not, voxel by voxel.</summary>
internal sealed class Disagreement
{
    private const int Same = 1, OnlyReference = 2, OnlyPrediction = 4;

    /// <summary>Sky blue, orange, purple, grey: told apart also by people who do not see red and green alike (Okabe and Ito).</summary>
    private static readonly LabelTable States = new(
    [
        new Label(Agreed, "agreed", new Rgb(120, 128, 140)),
        new Label(Missed, "only in the reference", new Rgb(86, 180, 233)),
        new Label(Added, "only in the prediction", new Rgb(230, 159, 0)),
        new Label(Confused, "another structure", new Rgb(204, 121, 167)),
    ]);

    private Disagreement(LabelMap reference, LabelMap prediction, Volume<ushort> state)
    {
        Reference = reference;
        Prediction = prediction;
        State = new LabelMap(state, States);
    }

    /// <summary>Both have the structure.</summary>
    public const int Agreed = 1;

    /// <summary>Only the reference has a structure here.</summary>
    public const int Missed = 2;

    /// <summary>Only the prediction has one.</summary>
    public const int Added = 3;

    /// <summary>Both have one, and not the same.</summary>
    public const int Confused = 4;

    /// <summary>The reference without what was not asked for.</summary>
    public LabelMap Reference { get; }

    /// <summary>The prediction without what was not asked for, and without what lies where nobody annotated.</summary>
    public LabelMap Prediction { get; }

    /// <summary>One of the four states above per voxel, or 0 where neither has a structure.</summary>
    public LabelMap State { get; }

    /// <summary>Compares two label maps on one grid.</summary>
    /// <exception cref="GridMismatchException">They lie on different grids.</exception>
    public static Disagreement Of(LabelMap reference, LabelMap prediction, EvaluationOptions options)
    {
        reference.Grid.Expect(prediction.Grid, "the prediction");
        int? notAnnotated = options.NotAnnotatedValue ?? reference.Table.NotAnnotatedValue;
        Volume<bool>? ignored = notAnnotated is { } value ? reference.Layers[0].Map(voxel => voxel == value) : null;
        LabelMap wanted = Only(reference, options, ignored), judged = Only(prediction, options, ignored);
        bool areFlat = wanted.IsFlat && judged.IsFlat;
        return new Disagreement(wanted, judged, areFlat ? Flat(wanted.Voxels, judged.Voxels) : Layered(wanted, judged));
    }

    private static LabelMap Only(LabelMap map, EvaluationOptions options, Volume<bool>? ignored)
    {
        if (options.Labels is null && ignored is null)
        {
            return map;
        }

        HashSet<int>? wanted = options.Labels is null ? null : [.. options.Labels];
        Volume<ushort> Cleared(Volume<ushort> layer)
        {
            var result = new Volume<ushort>(layer.Grid);
            for (int i = 0; i < layer.Array.Length; i++)
            {
                ushort voxel = layer.Array[i];
                result.Array[i] = ignored?.Array[i] == true || wanted?.Contains(voxel) == false ? (ushort)0 : voxel;
            }

            return result;
        }

        return new LabelMap([.. map.Layers.Select(Cleared)], map.Table);
    }

    private static Volume<ushort> Flat(Volume<ushort> reference, Volume<ushort> prediction)
    {
        var state = new Volume<ushort>(reference.Grid);
        for (int i = 0; i < state.Array.Length; i++)
        {
            ushort r = reference.Array[i], p = prediction.Array[i];
            state.Array[i] = (ushort)((r, p) switch
            {
                (0, 0) => 0,
                (_, 0) => Missed,
                (0, _) => Added,
                _ => r == p ? Agreed : Confused,
            });
        }

        return state;
    }

    private static Volume<ushort> Layered(LabelMap reference, LabelMap prediction)
    {
        var state = new Volume<ushort>(reference.Grid);
        foreach (int label in reference.Table.Concat(prediction.Table).Select(label => label.Value).Distinct())
        {
            bool[] r = LabelPairing.Mask(reference, label).Array, p = LabelPairing.Mask(prediction, label).Array;
            for (int i = 0; i < state.Array.Length; i++)
            {
                state.Array[i] |= (ushort)((r[i], p[i]) switch
                {
                    (true, true) => Same,
                    (true, false) => OnlyReference,
                    (false, true) => OnlyPrediction,
                    _ => 0,
                });
            }
        }

        return state.Map(flags => (ushort)((flags & (OnlyReference | OnlyPrediction)) switch
        {
            OnlyReference => Missed,
            OnlyPrediction => Added,
            0 => flags == Same ? Agreed : 0,
            _ => Confused,
        }));
    }
}
