using System;
using Clr;

unsafe class Program
{
    static void Main()
    {
        Console.WriteLine($"{sizeof(ICLRTask.Vtbl) / sizeof(void*)} slots, policy {RetryPolicy.RETRY_ONCE}");
    }
}
