namespace AdminPortal.Domain.Administrators.Rules;

/// <summary>The fields of an administrator, by the keys under which faults name them.</summary>
public static class AdministratorFields
{
    public static FieldKey UserName { get; } = new("user_name");

    public static FieldKey Password { get; } = new("password");

    public static FieldKey Role { get; } = new("role");
}
