using System;
using System.Collections.Generic;
using System.Runtime.CompilerServices;
using System.Threading;

namespace TestApp
{
    /// <summary>What a host calls, and a process that a debugger attaches to.</summary>
    public static class Program
    {
        /// <summary>Modes: none (prints its arguments), <c>tick N MS</c>, <c>throw</c>, <c>exit N</c>.</summary>
        public static int Main(string[] args)
        {
            string mode = args.Length > 0 ? args[0] : "";
            switch (mode)
            {
                case "tick":
                    Console.WriteLine("ready");
                    int count = int.Parse(args[1]);
                    int pause = int.Parse(args[2]);
                    for (int i = 0; i < count; i++)
                    {
                        Thread.Sleep(pause);
                        Clock.Advance(i);
                    }
                    Console.WriteLine("ticks " + Clock.Ticks);
                    return Clock.Ticks;
                case "throw":
                    try { Fault("caught"); }
                    catch (InvalidOperationException e) { Console.WriteLine(e.Message); }
                    return 0;
                case "exit":
                    return int.Parse(args[1]);
                default:
                    Console.WriteLine("args " + string.Join(",", args));
                    return 42;
            }
        }

        /// <summary>The signature that ICLRRuntimeHost::ExecuteInDefaultAppDomain demands.</summary>
        public static int Length(string text)
        {
            return text == null ? -1 : text.Length;
        }

        public static int Fault(string text)
        {
            throw new InvalidOperationException(text);
        }

        /// <summary>For ICLRRuntimeHost2::CreateDelegate.</summary>
        public static int Add(int left, int right)
        {
            return left + right;
        }

        /// <summary>1 when managed code finds enough stack on the calling thread.</summary>
        public static int HasStack(string text)
        {
            try { RuntimeHelpers.EnsureSufficientExecutionStack(); return 1; }
            catch (InsufficientExecutionStackException) { return 0; }
        }
    }

    public static class Clock
    {
        public static int Ticks;

        [MethodImpl(MethodImplOptions.NoInlining)]
        public static void Advance(int step)
        {
            Tick(step);
        }

        [MethodImpl(MethodImplOptions.NoInlining)]
        public static void Tick(int step)
        {
            Ticks++;
        }
    }

    /// <summary>Shapes that a reader of metadata meets: generic, nested, interface, enumeration, property, event, non-ASCII name.</summary>
    public sealed class Pair<TFirst, TSecond> : IShape
    {
        public enum Order { Ascending, Descending = 5 }

        public TFirst First { get; set; }
        public TSecond Second { get; set; }
        public event EventHandler Changed;

        public void Raise() { Changed?.Invoke(this, EventArgs.Empty); }
        public double Area(double scale) { return scale; }
        public List<TFirst> Größe() { return new List<TFirst>(); }
    }

    public interface IShape
    {
        double Area(double scale);
    }
}
