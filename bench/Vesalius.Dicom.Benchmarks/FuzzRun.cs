using System.Diagnostics;
using System.Text.RegularExpressions;
using Vesalius.Dicom.Tests.Serialization;

/// <summary>
/// Mutants of files or frames, one after the other in one thread, so that time and memory are each mutant's own. A mutant passes if it is read, or
/// refused with the library's own error and the byte where the problem is. It fails by any other error, by an error without a place, by taking
/// more memory than allowed, and by taking more than five seconds of the processor (a busy machine is not the reader's fault); one that never ends
/// is seen by a second thread, which ends the process.
/// </summary>
internal sealed class FuzzRun(int seconds, int seed)
{
    private const double LongestSeconds = 5;
    private const int ExamplesKept = 20;

    private readonly SortedDictionary<string, int> failures = [];
    private readonly Lock gate = new();
    private byte[]? current;
    private TimeSpan currentStart;

    /// <summary>Runs until the time is over.</summary>
    /// <param name="count">How many originals there are.</param>
    /// <param name="original">The bytes of an original.</param>
    /// <param name="read">Reads a mutant of an original; gives the place of the error that refused it, NaN where it has none, null if it was read.</param>
    /// <param name="allowed">The bytes that reading a mutant of an original may take.</param>
    /// <returns>The process's exit code.</returns>
    public int Go(int count, Func<int, byte[]> original, Func<int, byte[], Refusal?> read, Func<int, byte[], long> allowed)
    {
        using var watchdog = new Timer(_ => Watch(), null, 1000, 500);
        var random = new Random(seed);
        var watch = Stopwatch.StartNew();
        long mutants = 0, refused = 0, mostMemory = 0;
        double slowest = 0, mostShare = 0, told = 0;
        while (watch.Elapsed.TotalSeconds < seconds)
        {
            if (watch.Elapsed.TotalSeconds - told > 60)
            {
                told = watch.Elapsed.TotalSeconds;
                Console.WriteLine($"seed {seed}: {mutants:N0} mutants so far, {failures.Values.Sum():N0} failed");
            }

            int which = random.Next(count);
            byte[] mutant = Mutant.Of(original(which), random);
            Begin(mutant);
            long memory = GC.GetAllocatedBytesForCurrentThread();
            Refusal? refusal = null;
            try
            {
                refusal = read(which, mutant);
            }
            catch (Exception error)
            {
                Fail($"{error.GetType().Name}: {error.Message} {error.StackTrace?.Split('\n').FirstOrDefault()?.Trim()}", mutant);
            }

            long taken = GC.GetAllocatedBytesForCurrentThread() - memory, most = allowed(which, mutant);
            double took = End();
            mutants++;
            refused += refusal is null ? 0 : 1;
            (slowest, mostMemory, mostShare) = (Math.Max(slowest, took), Math.Max(mostMemory, taken), Math.Max(mostShare, (double)taken / most));
            if (refusal is { Position: null })
            {
                Fail($"no place: {refusal.Value.Message}", mutant);
            }

            if (took > LongestSeconds || taken > most)
            {
                Fail($"{took:0.0} s, {taken:N0} bytes of {most:N0}", mutant);
            }
        }

        foreach ((string what, int times) in failures)
        {
            Console.WriteLine($"{times} × {what}");
        }

        Console.WriteLine($"seed {seed}: {count} originals, {mutants:N0} mutants, {refused:N0} refused, {failures.Values.Sum():N0} failed, slowest "
            + $"{slowest * 1000:0} ms, most memory {mostMemory:N0} bytes, at most {mostShare:0.00} of what is allowed");
        return failures.Count == 0 ? 0 : 1;
    }

    private void Begin(byte[] mutant)
    {
        lock (gate)
        {
            (current, currentStart) = (mutant, Environment.CpuUsage.TotalTime);
        }
    }

    private double End()
    {
        lock (gate)
        {
            current = null;
            return (Environment.CpuUsage.TotalTime - currentStart).TotalSeconds;
        }
    }

    /// <summary>Twice the time that counts as a failure: by then it is not the machine that is slow.</summary>
    private void Watch()
    {
        lock (gate)
        {
            if (current is { } mutant && (Environment.CpuUsage.TotalTime - currentStart).TotalSeconds > 2 * LongestSeconds)
            {
                Console.WriteLine($"seed {seed}: a mutant does not end ({Keep(mutant, 0)})");
                Environment.Exit(1);
            }
        }
    }

    /// <summary>Failures that differ in numbers only are one; the first of each kind is kept.</summary>
    private void Fail(string what, byte[] mutant)
    {
        string kind = Regex.Replace(what, "[0-9][0-9,.]*", "#");
        failures[kind] = failures.GetValueOrDefault(kind) + 1;
        if (failures[kind] == 1 && failures.Count <= ExamplesKept)
        {
            Console.WriteLine($"seed {seed}: {what} ({Keep(mutant, failures.Count)})");
        }
    }

    private string Keep(byte[] mutant, int number)
    {
        string path = Path.Combine(Path.GetTempPath(), $"vesalius-mutant-{seed}-{number}.bin");
        File.WriteAllBytes(path, mutant);
        return path;
    }
}
