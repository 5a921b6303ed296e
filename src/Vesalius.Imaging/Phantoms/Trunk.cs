using System.Numerics;

namespace Vesalius.Imaging.Phantoms;

/// <summary>The body wall and the spine of the phantom: skin, fat, muscle, ribs, vertebrae. Centred on the body's axis, in millimetres.</summary>
internal sealed class Trunk
{
    private const float SkinMm = 2.2f, RibPitchMm = 28, RibRadiusMm = 4.4f, VertebraPitchMm = 31, DiscMm = 7;
    private const float Endless = 1e4f;

    private readonly Blob outline = new(Vector3.Zero, new Vector3(112, 84, Endless), Quaternion.Identity, 0.35f);
    private readonly Blob vertebra;
    private readonly Blob canal = new(new Vector3(0, 53, 0), new Vector3(8, 7, Endless));
    private readonly Blob spinousProcess = new(new Vector3(0, 62, 0), new Vector3(3.5f, 10, Endless));
    private readonly Blob transverseProcesses = new(new Vector3(0, 49, 0), new Vector3(34, 4.5f, Endless));
    private readonly Blob[] muscles;
    private readonly float fatMm;
    private readonly float muscleMm;
    private readonly float ribPhase;
    private readonly float vertebraPhase;

    public Trunk(Random random)
    {
        fatMm = random.Between(8, 15);
        muscleMm = random.Between(8, 11);
        ribPhase = random.Between(0, RibPitchMm);
        vertebraPhase = random.Between(0, VertebraPitchMm);
        vertebra = new Blob(new Vector3(0, 30, 0), random.Scaled(new Vector3(20, 16, Endless), 0.06), Quaternion.Identity, 0.2f);
        muscles =
        [
            new(new Vector3(-27, 52, 0), new Vector3(20, 15, Endless)), new(new Vector3(27, 52, 0), new Vector3(20, 15, Endless)),
            new(new Vector3(-27, 28, -70), new Vector3(12, 14, 75)), new(new Vector3(27, 28, -70), new Vector3(12, 14, 75)),
        ];
    }

    /// <summary>How deep a point lies under the skin, in millimetres; negative in the room.</summary>
    public float Depth(Vector3 point) => -outline.Distance(point);

    /// <summary>How far a point lies outside the abdominal cavity, in millimetres; negative inside.</summary>
    public float CavityDistance(float depth) => fatMm + muscleMm - depth;

    /// <summary>The tissue of the wall at a depth short of the cavity.</summary>
    public Tissue WallAt(Vector3 point, float depth) =>
        depth < 0 ? Tissue.RoomAir
        : depth < SkinMm ? Tissue.Skin
        : depth < fatMm ? Tissue.Fat
        : RibAt(point, depth) ?? Tissue.Muscle;

    /// <summary>Bone, cord or back muscle at a point, or null.</summary>
    public Tissue? SpineAt(Vector3 point)
    {
        if (point.Y < 8)
        {
            return null;
        }

        float height = Wrap(point.Z + vertebraPhase, VertebraPitchMm);
        float canalDistance = canal.Distance(point), bodyDistance = vertebra.Distance(point);
        if (canalDistance < 0)
        {
            return Tissue.SpinalCord;
        }

        if (bodyDistance < 0)
        {
            float plate = MathF.Abs(height) - DiscMm / 2;
            return plate < 0 ? Tissue.Muscle : bodyDistance > -2 || plate < 1.5f ? Tissue.CorticalBone : Tissue.Marrow;
        }

        bool atArch = MathF.Abs(height) > 6;
        bool process = atArch && (spinousProcess.Distance(point) < 0 || transverseProcesses.Distance(point) < 0);
        return canalDistance < 3.5f || process ? Tissue.CorticalBone
            : muscles.Any(point, 0) ? Tissue.Muscle
            : null;
    }

    private Tissue? RibAt(Vector3 point, float depth)
    {
        // Ribs fall from the back to the front; the lowest ones end at the flank, and the cartilage before the midline is left out.
        bool ribbed = point.Z - 0.4f * point.Y > -30 && (MathF.Abs(point.X) > 38 || point.Y > 0);
        if (!ribbed)
        {
            return null;
        }

        float along = Wrap(point.Z - 0.45f * point.Y + ribPhase, RibPitchMm), across = depth - fatMm - muscleMm / 2;
        float distance = MathF.Sqrt(0.6f * along * along + across * across);
        return distance > RibRadiusMm ? null : distance > RibRadiusMm - 1.8f ? Tissue.CorticalBone : Tissue.Marrow;
    }

    /// <summary>The distance to the nearest multiple of a pitch, with its sign.</summary>
    private static float Wrap(float value, float pitch) => value - pitch * MathF.Round(value / pitch);
}
