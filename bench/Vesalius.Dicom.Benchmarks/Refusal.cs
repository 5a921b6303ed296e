/// <summary>A mutant was refused.</summary>
/// <param name="Position">The byte that the error names; null where it names none.</param>
/// <param name="Message">What it says.</param>
internal readonly record struct Refusal(long? Position, string Message);
