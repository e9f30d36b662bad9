using FluentValidation;
using FluentValidation.Results;

namespace AdminPortal.Domain.Reading;

// This room owns how a validator turns what somebody typed into values. It protects people from hearing of one fault at a time. It must never
// decide what is a fault: each value has its own rule, and its words.

/// <summary>
/// How a validator hands on what it has read: each field once, by the rule of the value that it becomes, and then the whole in values or
/// every fault of it.
/// </summary>
internal static class ReadingValidators
{
    /// <summary>Keeps the value that the field becomes. Its own rule has the words for what is wrong, and names the field.</summary>
    public static IRuleBuilderOptionsConditions<TInput, TField> ReadAs<TInput, TField, TValue>(
        this IRuleBuilder<TInput, TField> field, Func<TField, Result<TValue>> read)
        where TValue : class => field.Custom((typed, context) =>
        {
            var result = read(typed);
            if (result.IsSuccess)
            {
                context.RootContextData[ReadValues.KeyOf<TValue>()] = result.Value;
            }

            foreach (var error in result.Errors)
            {
                var failure = new ValidationFailure(error.Field?.Value, error.Message) { ErrorCode = error.Code, CustomState = error };
                context.AddFailure(failure);
            }
        });

    /// <summary>All faults at once, in the order of the rules; without any, what is made of the values.</summary>
    public static Result<TValues> Read<TInput, TValues>(this IValidator<TInput> validator, TInput input, Func<ReadValues, TValues> gather)
    {
        var context = new ValidationContext<TInput>(input);
        var failures = validator.Validate(context).Errors;
        return failures.Count > 0
            ? failures.ConvertAll(failure => (PortalError)failure.CustomState)
            : Result.Of(gather(new ReadValues(context.RootContextData)));
    }
}

/// <summary>What the fields of one input became, one value of each type.</summary>
internal sealed class ReadValues(IDictionary<string, object> values)
{
    public static string KeyOf<TValue>() => typeof(TValue).FullName!;

    public TValue Get<TValue>()
        where TValue : class => (TValue)values[KeyOf<TValue>()];

    /// <summary>Null where a field that may be left blank was.</summary>
    public TValue? Find<TValue>()
        where TValue : class => values.TryGetValue(KeyOf<TValue>(), out var value) ? (TValue)value : null;
}
