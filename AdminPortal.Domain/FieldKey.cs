namespace AdminPortal.Domain;

/// <summary>
/// The name of a field that a fault belongs to: by it a page finds the control, and a program is told what to mend. It is neither the label
/// nor the name of a property, so both may change. Each room lists the keys of its own fields.
/// </summary>
public sealed record FieldKey(string Value)
{
    public override string ToString() => Value;
}
