using AdminPortal.Domain.Administrators.Rules;
using AdminPortal.Domain.Administrators.Rules.Passwords;
using AdminPortal.Domain.Reading;
using FluentValidation;

namespace AdminPortal.Domain.Administrators;

/// <summary>The user name and the password of a new administrator, as somebody typed them.</summary>
public sealed record TypedAdministrator(string? UserName, TypedPassword Password);

/// <summary>A valid user name and a valid password that does not contain it.</summary>
public sealed record NewAdministrator(UserName Name, NewPassword Password);

/// <summary>The door of the use cases that create an administrator.</summary>
public sealed class NewAdministratorValidator : AbstractValidator<TypedAdministrator>
{
    public NewAdministratorValidator()
    {
        RuleFor(typed => typed.UserName).ReadAs(UserName.Create);
        RuleFor(typed => typed).ReadAs(typed => NewPassword.Create(typed.Password, typed.UserName));
    }

    /// <summary>Both values, or all faults of both at once.</summary>
    public Result<NewAdministrator> Read(string? userName, TypedPassword password) => this.Read(
        new TypedAdministrator(userName, password), values => new NewAdministrator(values.Get<UserName>(), values.Get<NewPassword>()));
}
