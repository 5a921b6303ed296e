using CsCheck;
using Vesalius.Imaging.Surfaces;
using Vesalius.Tests;

namespace Vesalius.Imaging.Tests.Surfaces;

public sealed class CellSurfaceTests
{
    [Fact]
    public void The_surface_of_one_voxel_is_an_octahedron_over_its_half_steps()
    {
        var mask = new Volume<bool>(Grid.Of(new Size3(1, 1, 1), new Spacing(2, 2, 2)), [true]);
        var surface = new CellSurface(mask.Grid.Affine);
        CellCodes cells = CellCodes.Of(mask);
        Assert.Equal(8.0 / 6, surface.VolumeMm3(cells), 1e-12);
        Assert.Equal(4 * Math.Sqrt(3), surface.AreaMm2(cells), 1e-12);
    }

    [Fact]
    public void The_cells_without_a_surface_are_the_empty_and_the_full_one()
    {
        var surface = new CellSurface(Affine.Identity);
        Assert.Equal([0, 255], Enumerable.Range(0, 256).Where(code => surface.AreaMm2(code) == 0));
    }

    [Fact]
    public void In_the_symmetric_table_a_cell_and_its_complement_have_the_same_area()
    {
        var surface = new CellSurface(Affine.FromSpacing(new Spacing(0.7, 1.3, 2.9)), AmbiguousFaces.Symmetric);
        Assert.All(Enumerable.Range(0, 256), code => Assert.Equal(surface.AreaMm2(code), surface.AreaMm2(255 - code)));
    }

    [Fact]
    public void Every_loop_passes_each_edge_between_a_set_and_an_unset_corner_exactly_once()
    {
        for (int code = 0; code < 256; code++)
        {
            int[] crossed = [.. Enumerable.Range(0, 12).Where(edge =>
            {
                (int from, int to) = CellGeometry.Ends(edge);
                return (code >> from & 1) != (code >> to & 1);
            })];
            Assert.Equal(crossed, CellLoops.Of(code).SelectMany(loop => loop).Order());
        }
    }

    [Fact]
    public void The_volume_of_a_closed_surface_does_not_depend_on_where_the_grid_begins() =>
        RandomMasks.Any.Sample(mask =>
        {
            Size3 size = mask.Size;
            var padded = new Volume<bool>(mask.Grid.Region(-3, -1, -5, new Size3(size.X + 4, size.Y + 2, size.Z + 6)));
            for (int z = 0; z < size.Z; z++)
            {
                for (int y = 0; y < size.Y; y++)
                {
                    mask.Row(y, z).CopyTo(padded.Row(y + 1, z + 5)[3..]);
                }
            }

            var surface = new CellSurface(mask.Grid.Affine);
            Assert.Equal(surface.VolumeMm3(CellCodes.Of(mask)), surface.VolumeMm3(CellCodes.Of(padded)), 1e-6);
        });

    [Fact]
    public void A_mask_and_its_complement_in_a_frame_share_one_surface_up_to_ambiguous_faces()
    {
        var mask = new Volume<bool>(Grid.Of(new Size3(5, 5, 5), new Spacing(1, 2, 3)));
        mask[2, 2, 2] = mask[2, 2, 3] = mask[2, 3, 3] = true;
        double inner = new CellSurface(mask.Grid.Affine).AreaMm2(CellCodes.Of(mask));
        double hollow = new CellSurface(mask.Grid.Affine).AreaMm2(CellCodes.Of(mask.Map(set => !set)));
        double outer = new CellSurface(mask.Grid.Affine).AreaMm2(CellCodes.Of(mask.Map(_ => true)));
        Assert.Equal(outer + inner, hollow, 1e-9);
    }
}
