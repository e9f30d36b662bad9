namespace AdminPortal.Domain.Administrators.Rules.Passwords;

// This room owns how administrators' passwords are judged and kept. It protects the plain text, which lives only in these
// types and prints as their names, and the hashes. It must never write a password, nor say how near a guess came.

/// <summary>A password as somebody typed it, good or not.</summary>
public sealed class TypedPassword(string? text)
{
    public string Reveal() => text ?? "";

    public override string ToString() => nameof(TypedPassword);
}
