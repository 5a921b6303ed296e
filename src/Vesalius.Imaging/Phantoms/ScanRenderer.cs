using System.Numerics;

namespace Vesalius.Imaging.Phantoms;

/// <summary>
/// Turns a body given as a function of place into voxels. A voxel whose eight corners lie in one tissue is that tissue; any other is cut into
/// parts, its intensity the mean of theirs and its label the commonest.
/// </summary>
/// <param name="tissueAt">The tissue code at a point of the patient's frame.</param>
/// <param name="intensities">The intensity of each tissue code.</param>
/// <param name="labels">The label of each tissue code.</param>
internal sealed class ScanRenderer(Func<Vector3, int> tissueAt, float[] intensities, ushort[] labels)
{
    /// <summary>The intensities without noise, and the labels.</summary>
    /// <param name="grid">Where the voxels lie.</param>
    /// <param name="pose">From the patient's frame to the world.</param>
    /// <param name="parts">Into how many parts an edge of a mixed voxel is cut.</param>
    public (Volume<float> Clean, Volume<ushort> Labels) Render(Grid grid, Affine pose, int parts)
    {
        var clean = new Volume<float>(grid);
        var truth = new Volume<ushort>(grid);
        var lattice = new Lattice(grid, pose);
        byte[] corners = Corners(lattice, grid.Size);
        Vector3[] offsets = lattice.Offsets(parts);
        Parallel.For(0, grid.Size.Z, z =>
        {
            Span<int> votes = stackalloc int[labels.Max() + 1];
            for (int y = 0; y < grid.Size.Y; y++)
            {
                Span<float> intensityRow = clean.Row(y, z);
                Span<ushort> labelRow = truth.Row(y, z);
                for (int x = 0; x < grid.Size.X; x++)
                {
                    (intensityRow[x], labelRow[x]) = Uniform(corners, grid.Size, x, y, z) is { } tissue
                        ? (intensities[tissue], labels[tissue])
                        : Mixture(lattice.At(x, y, z), offsets, votes);
                }
            }
        });
        return (clean, truth);
    }

    private byte[] Corners(Lattice lattice, Size3 size)
    {
        int width = size.X + 1, area = width * (size.Y + 1);
        var corners = new byte[area * (size.Z + 1)];
        Parallel.For(0, size.Z + 1, z =>
        {
            for (int i = 0; i < area; i++)
            {
                corners[z * area + i] = (byte)tissueAt(lattice.At(i % width - 0.5f, i / width - 0.5f, z - 0.5f));
            }
        });
        return corners;
    }

    private static int? Uniform(byte[] corners, Size3 size, int x, int y, int z)
    {
        int width = size.X + 1, area = width * (size.Y + 1), first = x + width * y + area * z;
        byte tissue = corners[first];
        bool same = corners[first + 1] == tissue && corners[first + width] == tissue && corners[first + width + 1] == tissue
            && corners[first + area] == tissue && corners[first + area + 1] == tissue
            && corners[first + area + width] == tissue && corners[first + area + width + 1] == tissue;
        return same ? tissue : null;
    }

    private (float Intensity, ushort Label) Mixture(Vector3 centre, Vector3[] offsets, Span<int> votes)
    {
        votes.Clear();
        float sum = 0;
        foreach (Vector3 offset in offsets)
        {
            int tissue = tissueAt(centre + offset);
            sum += intensities[tissue];
            votes[labels[tissue]]++;
        }

        int winner = 0;
        for (int label = 1; label < votes.Length; label++)
        {
            winner = votes[label] >= votes[winner] ? label : winner;
        }

        return (sum / offsets.Length, (ushort)winner);
    }

    /// <summary>From voxel positions straight to the patient's frame.</summary>
    private readonly struct Lattice
    {
        private readonly Vector3 first, stepX, stepY, stepZ;

        public Lattice(Grid grid, Affine pose)
        {
            Vector3 At(double x, double y, double z)
            {
                VoxelPoint point = pose.ApplyInverse(grid.ToWorld(new VoxelPoint(x, y, z)));
                return new Vector3((float)point.X, (float)point.Y, (float)point.Z);
            }

            first = At(0, 0, 0);
            (stepX, stepY, stepZ) = (At(1, 0, 0) - first, At(0, 1, 0) - first, At(0, 0, 1) - first);
        }

        public Vector3 At(float x, float y, float z) => first + x * stepX + y * stepY + z * stepZ;

        /// <summary>The middles of the parts of a voxel, from its centre.</summary>
        public Vector3[] Offsets(int parts)
        {
            var offsets = new Vector3[parts * parts * parts];
            for (int i = 0; i < offsets.Length; i++)
            {
                float Part(int index) => (index % parts + 0.5f) / parts - 0.5f;
                offsets[i] = At(Part(i), Part(i / parts), Part(i / parts / parts)) - first;
            }

            return offsets;
        }
    }
}
