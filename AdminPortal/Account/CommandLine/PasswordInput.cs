using System.Text;

namespace AdminPortal.Account.CommandLine;

/// <summary>One line of standard input; on a terminal it is prompted for and not echoed.</summary>
internal static class PasswordInput
{
    public static string? Read()
    {
        if (Console.IsInputRedirected)
        {
            return Console.In.ReadLine();
        }

        Console.Error.Write("Password: ");
        var typed = new StringBuilder();
        while (Console.ReadKey(intercept: true) is { Key: not ConsoleKey.Enter } pressed)
        {
            if (pressed.Key == ConsoleKey.Backspace)
            {
                typed.Length = Math.Max(0, typed.Length - 1);
            }
            // Not the rule for names: a password may contain whatever a key types; only keys that type nothing are skipped.
            else if (!char.IsControl(pressed.KeyChar))
            {
                typed.Append(pressed.KeyChar);
            }
        }

        Console.Error.WriteLine();
        return typed.ToString();
    }
}
