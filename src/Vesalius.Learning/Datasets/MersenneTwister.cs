namespace Vesalius.Learning.Datasets;

/// <summary>
/// The generator MT19937 with numpy's way of drawing a shuffle from it, so that folds drawn elsewhere can be drawn again here. Source:
/// Matsumoto
/// and Nishimura, ACM TOMACS 8, 1998 (seeding of 2002).
/// </summary>
internal sealed class MersenneTwister
{
    private const int Words = 624, Middle = 397;

    private readonly uint[] state = new uint[Words];
    private int used = Words;

    public MersenneTwister(uint seed)
    {
        state[0] = seed;
        for (int i = 1; i < Words; i++)
        {
            state[i] = 1812433253 * (state[i - 1] ^ (state[i - 1] >> 30)) + (uint)i;
        }
    }

    /// <summary>The next 32 bits.</summary>
    public uint Next()
    {
        if (used == Words)
        {
            Twist();
        }

        uint y = state[used++];
        y ^= y >> 11;
        y ^= (y << 7) & 0x9D2C5680;
        y ^= (y << 15) & 0xEFC60000;
        return y ^ (y >> 18);
    }

    /// <summary>A whole number from 0 to <paramref name="most"/>: as many bits as it has, drawn again while they are too many.</summary>
    public int UpTo(int most)
    {
        uint mask = most == 0 ? 0 : uint.MaxValue >> System.Numerics.BitOperations.LeadingZeroCount((uint)most), drawn;
        do
        {
            drawn = most == 0 ? 0 : Next() & mask;
        }
        while (drawn > most);
        return (int)drawn;
    }

    /// <summary>0 … count − 1 in a drawn order, from the last place to the first.</summary>
    public int[] Permutation(int count)
    {
        int[] order = [.. Enumerable.Range(0, count)];
        for (int i = count - 1; i > 0; i--)
        {
            int other = UpTo(i);
            (order[i], order[other]) = (order[other], order[i]);
        }

        return order;
    }

    private void Twist()
    {
        for (int i = 0; i < Words; i++)
        {
            uint y = (state[i] & 0x80000000) | (state[(i + 1) % Words] & 0x7FFFFFFF);
            state[i] = state[(i + Middle) % Words] ^ (y >> 1) ^ ((y & 1) == 0 ? 0 : 0x9908B0DF);
        }

        used = 0;
    }
}
