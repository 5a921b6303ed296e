/* The longest distances between the surface points of a mask as PyRadiomics' algorithm finds them: every pair of points is looked at.
 * A point is where the surface crosses the line between two neighbouring voxel centres. Area, volume and axes are left out, in the peer's
 * favour: they take time that grows with the number of voxels only.
 * Input: raw bytes of a mask, x fastest.  surface_diameters MASK.raw NX NY NZ SX SY SZ */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

static unsigned char *mask;
static long nx, ny, nz;

static int at(long x, long y, long z) { return x >= 0 && y >= 0 && z >= 0 && x < nx && y < ny && z < nz && mask[x + nx * (y + ny * z)]; }

int main(int argc, char **argv)
{
    if (argc != 8) { fprintf(stderr, "usage: surface_diameters MASK.raw NX NY NZ SX SY SZ\n"); return 2; }
    nx = atol(argv[2]); ny = atol(argv[3]); nz = atol(argv[4]);
    double sx = atof(argv[5]), sy = atof(argv[6]), sz = atof(argv[7]);
    mask = malloc(nx * ny * nz);
    FILE *file = fopen(argv[1], "rb");
    if (!file || fread(mask, 1, nx * ny * nz, file) != (size_t)(nx * ny * nz)) { fprintf(stderr, "cannot read %s\n", argv[1]); return 1; }
    struct timespec start, end;
    clock_gettime(CLOCK_MONOTONIC, &start);
    size_t count = 0, room = 1 << 16;
    double *points = malloc(room * 3 * sizeof(double));
    for (long z = -1; z < nz; z++)
        for (long y = -1; y < ny; y++)
            for (long x = -1; x < nx; x++)
            {
                int here = at(x, y, z), next[3] = { at(x + 1, y, z), at(x, y + 1, z), at(x, y, z + 1) };
                for (int axis = 0; axis < 3; axis++)
                    if (here != next[axis])
                    {
                        if (count == room) points = realloc(points, (room *= 2) * 3 * sizeof(double));
                        points[3 * count] = sx * (x + (axis == 0 ? 0.5 : 0));
                        points[3 * count + 1] = sy * (y + (axis == 1 ? 0.5 : 0));
                        points[3 * count + 2] = sz * (z + (axis == 2 ? 0.5 : 0));
                        count++;
                    }
            }
    double best[4] = { 0, 0, 0, 0 };
    for (size_t i = 0; i < count; i++)
        for (size_t j = i + 1; j < count; j++)
        {
            double dx = points[3 * i] - points[3 * j], dy = points[3 * i + 1] - points[3 * j + 1], dz = points[3 * i + 2] - points[3 * j + 2];
            double square = dx * dx + dy * dy + dz * dz;
            if (dz == 0 && square > best[1]) best[1] = square;
            if (dy == 0 && square > best[2]) best[2] = square;
            if (dx == 0 && square > best[3]) best[3] = square;
            if (square > best[0]) best[0] = square;
        }
    clock_gettime(CLOCK_MONOTONIC, &end);
    printf("every pair of %zu surface points, C: %.1f ms (diameters %.10g %.10g %.10g %.10g mm)\n", count,
        1e3 * (end.tv_sec - start.tv_sec) + 1e-6 * (end.tv_nsec - start.tv_nsec), sqrt(best[0]), sqrt(best[1]), sqrt(best[2]), sqrt(best[3]));
    return 0;
}
