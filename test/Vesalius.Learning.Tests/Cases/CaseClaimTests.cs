using System.Text.Json;
using Vesalius.Learning.Cases;
using Vesalius.Learning.Models;

namespace Vesalius.Learning.Tests.Cases;

public sealed class CaseClaimTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("vesalius-test-");
    private readonly StoppedClock clock = new();

    private string Path => System.IO.Path.Combine(folder.FullName, "case.claim");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public void Only_one_of_many_gets_a_case()
    {
        var claims = new CaseClaim?[64];
        Parallel.For(0, claims.Length, i => claims[i] = CaseClaim.TryTake(Path, clock));
        Assert.Single(claims, claim => claim is not null);
        claims.Single(claim => claim is not null)!.Dispose();
        Assert.Empty(folder.EnumerateFiles());
        using CaseClaim? next = CaseClaim.TryTake(Path, clock);
        Assert.NotNull(next);
    }

    [Fact]
    public void The_claim_of_a_process_that_is_gone_is_taken_over_by_one_of_many()
    {
        Write(ClaimHolder.Own() with { Process = int.MaxValue - 1 });
        var claims = new CaseClaim?[64];
        Parallel.For(0, claims.Length, i => claims[i] = CaseClaim.TryTake(Path, clock));
        Assert.Single(claims, claim => claim is not null);
    }

    [Fact]
    public void A_process_that_only_has_the_number_of_the_holder_is_not_the_holder()
    {
        ClaimHolder own = ClaimHolder.Own();
        Write(own with { Started = own.Started - 60_000 });
        using CaseClaim? claim = CaseClaim.TryTake(Path, clock);
        Assert.NotNull(claim);
    }

    [Fact]
    public void A_living_process_keeps_its_case_however_long_it_takes()
    {
        Write(ClaimHolder.Own());
        clock.Now += TimeSpan.FromDays(1);
        Assert.Null(CaseClaim.TryTake(Path, clock));
    }

    [Fact]
    public void On_another_machine_silence_for_two_minutes_means_gone()
    {
        Write(ClaimHolder.Own() with { Host = "elsewhere" });
        clock.Now += TimeSpan.FromSeconds(90);
        Assert.Null(CaseClaim.TryTake(Path, clock));
        clock.Now += TimeSpan.FromSeconds(60);
        using CaseClaim? claim = CaseClaim.TryTake(Path, clock);
        Assert.NotNull(claim);
    }

    [Fact]
    public void A_claim_without_content_is_one_that_is_being_written_until_it_is_old()
    {
        File.WriteAllText(Path, string.Empty);
        Assert.Null(CaseClaim.TryTake(Path, clock));
        clock.Now += TimeSpan.FromMinutes(3);
        using CaseClaim? claim = CaseClaim.TryTake(Path, clock);
        Assert.NotNull(claim);
    }

    [Fact]
    public void Giving_back_does_not_remove_what_another_has_taken_over()
    {
        CaseClaim claim = CaseClaim.TryTake(Path, clock)!;
        Write(ClaimHolder.Own() with { Host = "elsewhere" });
        claim.Dispose();
        Assert.True(File.Exists(Path));
    }

    private void Write(ClaimHolder holder) => File.WriteAllText(Path, JsonSerializer.Serialize(holder, ModelJson.Options));

    /// <summary>A clock that goes only when told to.</summary>
    private sealed class StoppedClock : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = System.GetUtcNow();

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
