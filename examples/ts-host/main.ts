// Hosts a .NET application in Node.js: starts CoreCLR, calls managed methods in three ways, runs Main.
//   node dist/main.js SDK-FOLDER APP-FOLDER
import path from 'node:path';
import { CoreClr, findRuntime, functionAt, HResultError } from 'clr-bindgen/runtime';
import { E_NOTIMPL } from 'clr-bindgen/typescript/hresult';
import { ICLRRuntimeHost, ICLRRuntimeHost2 } from 'clr-bindgen/typescript/mscoree';

const [sdk, app] = process.argv.slice(2);
if (!sdk || !app) throw new Error('usage: node dist/main.js SDK-FOLDER APP-FOLDER');
const assembly = path.resolve(app, 'testapp.dll');

const clr = CoreClr.start({
  runtime: findRuntime(sdk),
  appPaths: [app],
  properties: { 'System.Globalization.Invariant': 'true' },
});
{
  using newest = clr.host(ICLRRuntimeHost2);
  using host = newest.QueryInterface(ICLRRuntimeHost); // the type follows from the argument

  // static int Length(string): the result is the [out] parameter.
  console.log('Length("päö") =', host.ExecuteInDefaultAppDomain(assembly, 'TestApp.Program', 'Length', 'päö'));

  // A failed call throws, with the name of its HRESULT.
  try {
    host.ExecuteInDefaultAppDomain(assembly, 'TestApp.Program', 'Missing', '');
  } catch (error) {
    if (!(error instanceof HResultError)) throw error;
    console.log(`${error.api} failed: ${error.hresultName}`);
  }

  // The raw form gives the HRESULT back instead.
  const { hresult } = host.$raw.GetCLRControl();
  console.log('GetCLRControl is', hresult === E_NOTIMPL ? 'not implemented by CoreCLR' : 'there');

  // static int Add(int, int) as a native function.
  const add = functionAt<(left: number, right: number) => number>(
    clr.createDelegate('testapp', 'TestApp.Program', 'Add'),
    'Add(in i32 left, in i32 right) i32',
  );
  console.log('Add(40, 2) =', add(40, 2));
}

// Main on a thread of its own: the event loop stays free.
let ticks = 0;
const timer = setInterval(() => ticks++, 10);
const exitCode = await clr.executeAssemblyAsync(assembly, ['tick', '5', '20']);
clearInterval(timer);
console.log('Main returned', exitCode, ticks > 0 ? 'while timers ran' : 'while nothing else ran');
clr.shutdown();
