namespace Vesalius.Imaging.Phantoms;

/// <summary>How bright each tissue is in one scan, in Hounsfield units: it depends on when after the injection of contrast the scan was made.</summary>
internal static class Attenuation
{
    private static readonly (Tissue Tissue, float Arterial, float Venous)[] Table =
    [
        (Tissue.RoomAir, -1000, -1000), (Tissue.Skin, 20, 25), (Tissue.Fat, -105, -105), (Tissue.Muscle, 58, 64), (Tissue.CorticalBone, 560, 560),
        (Tissue.Marrow, 190, 200), (Tissue.SpinalCord, 30, 32), (Tissue.Lung, -820, -820), (Tissue.Heart, 210, 150), (Tissue.Aorta, 300, 155),
        (Tissue.Cava, 95, 145), (Tissue.Liver, 88, 115), (Tissue.LiverVessel, 105, 165), (Tissue.Gallbladder, 8, 8), (Tissue.Spleen, 130, 122),
        (Tissue.KidneyCortex, 200, 185), (Tissue.KidneyMedulla, 110, 170), (Tissue.Pancreas, 105, 92), (Tissue.GutWall, 65, 80),
        (Tissue.GutContent, 15, 15), (Tissue.GutGas, -960, -960),
    ];

    /// <summary>One number per tissue code, the tumours' after the others.</summary>
    /// <param name="random">Draws how this scan departs from the table.</param>
    /// <param name="phase">0 for an arterial scan, 1 for a portal-venous one.</param>
    /// <param name="tumours">The tumours, in the order of their codes.</param>
    /// <param name="seed">The patient's seed: a tumour looks alike in both scans.</param>
    public static float[] Draw(Random random, float phase, IReadOnlyList<PlacedTumour> tumours, int seed)
    {
        var values = new float[(int)Tissue.FirstTumour + tumours.Count];
        foreach ((Tissue tissue, float arterial, float venous) in Table)
        {
            float value = arterial + (venous - arterial) * phase;
            values[(int)tissue] = value + Math.Abs(value) * 0.03f * random.Between(-1, 1);
        }

        // Tumours take up less contrast than their organ: kidney tumours end up darker than the liver beside them, too.
        for (int i = 0; i < tumours.Count; i++)
        {
            (Tissue host, float contrast) = tumours[i].Organ == PhantomOrgan.Liver ? (Tissue.Liver, 38) : (Tissue.KidneyCortex, 125);
            float drop = contrast * PhantomDraws.For(seed, 500 + tumours[i].Id).Between(1, 1.5);
            values[(int)Tissue.FirstTumour + i] = MathF.Max(25, values[(int)host] - drop);
        }

        return values;
    }
}
