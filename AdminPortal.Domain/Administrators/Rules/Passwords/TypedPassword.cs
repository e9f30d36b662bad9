namespace AdminPortal.Domain.Administrators.Rules.Passwords;

// This room owns how administrators' passwords are judged and stored. It protects the plaintext, which exists only in these types and
// prints as their names, and the hashes. It must never log a password, nor say how close a guess was.

/// <summary>A password as typed, valid or not.</summary>
public sealed class TypedPassword(string? text)
{
    public string Reveal() => text ?? "";

    public override string ToString() => nameof(TypedPassword);
}
