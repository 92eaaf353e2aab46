// A managed debugger: attaches to a running .NET process, sets a breakpoint on a method, prints the stack at each hit,
// and detaches.
//   node dist/main.js SDK-FOLDER PID ASSEMBLY TYPE METHOD [HITS]
import path from 'node:path';
import {
  asynchronous,
  bindLibrary,
  clrLibrary,
  findRuntime,
  type Implementation,
  implement,
  part,
  readPointers,
  readText,
} from 'clr-bindgen/runtime';
import { IMetaDataImport } from 'clr-bindgen/typescript/cor';
import {
  ICorDebug,
  type ICorDebugBreakpoint,
  ICorDebugController,
  type ICorDebugFrame,
  ICorDebugManagedCallback,
  ICorDebugManagedCallback2,
  type ICorDebugModule,
  type ICorDebugProcess,
  type ICorDebugThread,
} from 'clr-bindgen/typescript/cordebug';
import { type mdMethodDef, mdTokenNil } from 'clr-bindgen/typescript/corhdr';
import {
  CreateDebuggingInterfaceFromVersionEx,
  CreateVersionStringFromModule,
  EnumerateCLRs,
} from 'clr-bindgen/typescript/dbgshim';

const [sdk, pidText, assembly, typeName, methodName, hitsText = '3'] = process.argv.slice(2);
if (!sdk || !pidText || !assembly || !typeName || !methodName) {
  throw new Error('usage: node dist/main.js SDK-FOLDER PID ASSEMBLY TYPE METHOD [HITS]');
}
const pid = Number(pidText);
let left = Number(hitsText);
const breakpoints: ICorDebugBreakpoint[] = [];
const { promise: finished, resolve: finish } = deferred<string>();

// Callbacks come from a thread of the runtime, which waits until they return; the process stands still meanwhile.
const callbacks: Implementation<ICorDebugManagedCallback> = {
  LoadModule(appDomain, module) {
    if (path.basename(module.GetName()) === assembly) breakAt(module);
    appDomain.Continue(false);
  },
  Breakpoint(appDomain, thread) {
    if (left > 0) {
      left--;
      console.log(`breakpoint on thread ${thread.GetID()}`);
      for (const line of stackOf(thread)) console.log(`  at ${line}`);
    }
    if (left === 0) {
      for (const breakpoint of breakpoints.splice(0)) breakpoint.Activate(false);
      finish('all hits seen');
    }
    appDomain.Continue(false);
  },
  ExitProcess() {
    finish('the process ended');
  },
};

/** Everything else only goes on. */
function goOn(_method: string, [first]: readonly unknown[]): void {
  using controller = (first as ICorDebugController).QueryInterface(ICorDebugController);
  controller.Continue(false);
}

function breakAt(module: ICorDebugModule): void {
  const metadata = module.GetMetaDataInterface(IMetaDataImport);
  const type = metadata.FindTypeDefByName(typeName as string, mdTokenNil);
  const { rMethods } = metadata.EnumMethodsWithName(0n, type, methodName as string, 16);
  for (const method of rMethods) {
    const breakpoint = module.GetFunctionFromToken(method)?.CreateBreakpoint();
    if (!breakpoint) continue;
    breakpoint.Activate(true);
    breakpoints.push(breakpoint);
    console.log(`breakpoint set on ${nameOf(module, method)}`);
  }
}

function* stackOf(thread: ICorDebugThread): Generator<string> {
  const frames = thread.GetActiveChain()?.EnumerateFrames();
  for (const frame of frames?.Next(64).frames ?? []) yield frameName(frame);
}

function frameName(frame: ICorDebugFrame): string {
  const { value: token } = frame.$raw.GetFunctionToken();
  const module = frame.GetFunction()?.GetModule();
  return token === undefined || !module ? '[native]' : nameOf(module, token);
}

function nameOf(module: ICorDebugModule, method: mdMethodDef): string {
  const metadata = module.GetMetaDataInterface(IMetaDataImport);
  const { szMethod, pClass } = metadata.GetMethodProps(method);
  return `${metadata.GetTypeDefProps(pClass).szTypeDef}.${szMethod} (${path.basename(module.GetName())})`;
}

function deferred<T>(): { promise: Promise<T>; resolve: (value: T) => void } {
  let resolve!: (value: T) => void;
  const promise = new Promise<T>((settle) => {
    resolve = settle;
  });
  return { promise, resolve };
}

bindLibrary('dbgshim.dll', clrLibrary(findRuntime(sdk), 'dbgshim'));
const { ppStringArrayOut, pdwArrayLengthOut } = EnumerateCLRs(pid);
const [clr] = readPointers(ppStringArrayOut, pdwArrayLengthOut).map(readText);
if (clr === undefined) throw new Error(`process ${pid} runs no CLR`);
const debug = CreateDebuggingInterfaceFromVersionEx(4, CreateVersionStringFromModule(pid, clr))?.QueryInterface(
  ICorDebug,
);
if (!debug) throw new Error('no debugging interface');

using handler = implement(ICorDebugManagedCallback, callbacks, {
  also: [part(ICorDebugManagedCallback2, {})],
  otherwise: goOn,
});
debug.Initialize();
debug.SetManagedHandler(handler);
const debuggee = debug.DebugActiveProcess(pid, false) as ICorDebugProcess;
console.log(`attached to ${debuggee.GetID()}`);

const reason = await finished;
if (reason !== 'the process ended') {
  // Both wait for callbacks into this thread, so they run on others.
  await asynchronous(debuggee).Stop(0);
  await asynchronous(debuggee).Detach();
}
await asynchronous(debug).Terminate();
console.log(`detached: ${reason}`);
