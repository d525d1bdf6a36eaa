Console.WriteLine("hello " + Environment.OSVersion);
return 0;
