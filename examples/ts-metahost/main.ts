// Asks mscoree.dll, the shim of the .NET Framework, which runtimes are installed and which one an assembly wants.
//   node dist/main.js ASSEMBLY
import path from 'node:path';
import { HResultError } from 'clr-bindgen/runtime';
import 'clr-bindgen/typescript/clr_platform'; // has IEnumUnknown, which EnumerateInstalledRuntimes returns
import { CLR_E_SHIM_RUNTIME } from 'clr-bindgen/typescript/hresult';
import { CLRCreateInstance, CLSID_CLRMetaHost, ICLRMetaHost, ICLRRuntimeInfo } from 'clr-bindgen/typescript/metahost';
import { CLSID_CLRRuntimeHost, ICLRRuntimeHost } from 'clr-bindgen/typescript/mscoree';

const [assembly] = process.argv.slice(2);
if (!assembly) throw new Error('usage: node dist/main.js ASSEMBLY');
const file = path.resolve(assembly);

using host = CLRCreateInstance(CLSID_CLRMetaHost, ICLRMetaHost); // mscoree.dll is loaded with the first call

for (const name of installed(host)) console.log('installed:', name);

// The version that an assembly was compiled for stands in its metadata.
using wanted = host.GetRuntime(host.GetVersionFromFile(file), ICLRRuntimeInfo);
console.log('compiled for:', wanted.GetVersionString());

// What fails throws, with the name of its HRESULT.
attempt('v9.9.99999', () => host.GetRuntime('v9.9.99999', ICLRRuntimeInfo));
attempt('no file', () => host.GetVersionFromFile(`${file}.none`));
attempt('no metahost', () => CLRCreateInstance(CLSID_CLRRuntimeHost, ICLRRuntimeHost));

// The raw form gives the HRESULT back; a runtime that is only known by name cannot be hosted.
const { hresult, value: clr } = wanted.$raw.GetInterface(CLSID_CLRRuntimeHost, ICLRRuntimeHost);
console.log('hosting:', clr ? 'possible' : hresult === CLR_E_SHIM_RUNTIME ? 'its files are missing' : hresult);
clr?.Release();

function* installed(host: ICLRMetaHost): Generator<string> {
  using runtimes = host.EnumerateInstalledRuntimes();
  for (;;) {
    const [next] = runtimes?.Next(1).rgelt ?? [];
    if (!next) return;
    using runtime = next.QueryInterface(ICLRRuntimeInfo);
    next.Release();
    yield runtime.GetVersionString();
  }
}

function attempt(what: string, action: () => unknown): void {
  try {
    action();
    console.log(`${what}: no failure`);
  } catch (error) {
    if (!(error instanceof HResultError)) throw error;
    console.log(`${what}: ${error.api} failed: ${error.hresultName}`);
  }
}
