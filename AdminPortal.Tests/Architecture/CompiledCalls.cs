using System.Collections.Concurrent;
using System.Reflection;
using System.Runtime.CompilerServices;
using Mono.Cecil;

namespace AdminPortal.Tests.Architecture;

/// <summary>What a method calls, in the order in which it does, read from the compiled assembly.</summary>
internal static class CompiledCalls
{
    private const string NextStep = "MoveNext";

    private static readonly ConcurrentDictionary<string, ModuleDefinition> Modules = new(StringComparer.Ordinal);

    public static MethodDefinition Find(MethodInfo method) =>
        (MethodDefinition)Modules.GetOrAdd(method.Module.FullyQualifiedName, ModuleDefinition.ReadModule).LookupToken(method.MetadataToken);

    /// <summary>Of an asynchronous method, what the compiler made of its body calls.</summary>
    public static IEnumerable<MethodReference> Of(MethodDefinition method) =>
        BodyOf(method).Body.Instructions.Select(instruction => instruction.Operand).OfType<MethodReference>();

    private static MethodDefinition BodyOf(MethodDefinition method)
    {
        var machine = method.CustomAttributes.SingleOrDefault(attribute => attribute.AttributeType.Name == nameof(AsyncStateMachineAttribute));
        return machine is null
            ? method
            : ((TypeReference)machine.ConstructorArguments[0].Value).Resolve().Methods.Single(step => step.Name == NextStep);
    }
}
