using System.Globalization;
using System.Text;
using OmsGateway.WizardDriver;

// Looks at the setup's wizard and uses it, for tests: a command a line from the input, an answer of lines and an empty one.
//   look                 what Wizard.Describe says of the dialog that can be used; nothing when there is none
//   click X Y            clicks there, in pixels from the dialog's inner corner
//   type TEXT            types into what has the focus
//   press CODE [CODE…]   presses keys together, by their virtual key codes
// With arguments it does something else instead:
//   without-rights PROGRAM [ARGUMENT…]   runs a program as this user, but without the rights of an administrator
if (args is ["without-rights", .. string[] program]) return OrdinaryUser.Run(program);

Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
Console.InputEncoding = Encoding.UTF8;
while (Console.ReadLine() is { } command)
{
    string[] words = command.Split(' ', 2);
    nint dialog = Wizard.Find();
    if (dialog != 0) Carry(dialog, words[0], words.Length > 1 ? words[1] : "");
    Console.WriteLine();
}

return 0;

static void Carry(nint dialog, string verb, string argument)
{
    int[] Numbers() => [.. argument.Split(' ').Select(n => int.Parse(n, CultureInfo.InvariantCulture))];
    if (verb != "look") User32.SetForegroundWindow(dialog);
    switch (verb)
    {
        case "look":
            foreach (string line in Wizard.Describe(dialog)) Console.WriteLine(line);
            break;
        case "click":
            (int x, int y) = Wizard.ToScreen(dialog, Numbers()[0], Numbers()[1]);
            Hands.Click(x, y);
            break;
        case "type":
            Hands.Type(argument);
            break;
        case "press":
            Hands.Press([.. Numbers().Select(n => (ushort)n)]);
            break;
        default:
            Console.WriteLine($"'{verb}' is not known.");
            break;
    }
}
