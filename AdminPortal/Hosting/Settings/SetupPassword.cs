namespace AdminPortal.Hosting.Settings;

/// <summary>The first administrator's password as someone set it; it prints its own name, never its value.</summary>
public sealed class SetupPassword(string value)
{
    public string Reveal() => value;

    public override string ToString() => nameof(SetupPassword);
}
