// Misuse of a real CLR, in a process of its own: prints the typed error of each.
import { CoreClr, findRuntime, guid, HResultError, implement } from 'clr-bindgen/runtime';
import { IStream } from 'clr-bindgen/typescript/clr_platform';
import { IMetaDataDispenserEx, IMetaDataEmit, IMetaDataImport, IMetaDataImport2 } from 'clr-bindgen/typescript/cor';
import { ICLRRuntimeHost } from 'clr-bindgen/typescript/mscoree';

const [sdk, app] = process.argv.slice(2);

function attempt(label, action) {
  try {
    console.log(`${label}: ${action()}`);
  } catch (error) {
    console.log(`${label}: ${error.name} ${error.code}`);
  }
}

attempt('no runtime', () => CoreClr.start({ runtime: '/no/such/folder' }));
attempt('before start', () => CoreClr.current());
const clr = CoreClr.start({ runtime: findRuntime(sdk), properties: { 'System.Globalization.Invariant': 'true' } });
attempt('second start', () => CoreClr.start());
attempt('no assembly', () => clr.executeAssembly('/no/such/file.dll'));

const host = clr.host(ICLRRuntimeHost);
attempt('null', () => host.ExecuteInDefaultAppDomain(`${app}/testapp.dll`, null, 'Length', ''));
attempt('NUL in text', () => host.ExecuteInDefaultAppDomain(`${app}/testapp.dll`, 'a\0b', 'Length', ''));
attempt('wrong interface', () => host.SetHostControl(host));

const dispenser = clr.metadataDispenser(guid('{e5cb7a31-7512-11d2-89ce-0080c792e5d8}'), IMetaDataDispenserEx);
const scope = dispenser.OpenScope(`${app}/testapp.dll`, 0, IMetaDataImport2);
attempt('wrong token', () => scope.GetTypeDefProps(0x06000001));
attempt('not an interface', () => host.QueryInterface(IMetaDataImport));

// Native code calls a stream in JavaScript; what it throws comes out of the native call again.
const emit = dispenser.DefineScope(guid('005023ca-72b1-11d3-9fc4-00c04f79a0a3'), 0, IMetaDataEmit);
emit.SetModuleProps('made.dll');
const STG_E_MEDIUMFULL = 0x80030070;
const full = implement(IStream, {
  Seek() {},
  Write() {
    throw new HResultError(STG_E_MEDIUMFULL);
  },
});
try {
  emit.SaveToStream(full, 0);
} catch (error) {
  console.log(
    `stream that is full: ${error.name} ${error.hresult === STG_E_MEDIUMFULL ? 'STG_E_MEDIUMFULL' : error.message}`,
  );
}
let written = 0;
const stream = implement(IStream, {
  Seek() {},
  Write(_data, size) {
    written += size;
  },
});
emit.SaveToStream(stream, 0);
console.log(`stream written: ${written} bytes`);
for (const server of [full, stream]) server.release();

scope.Release();
attempt('released', () => scope.GetScopeProps());
clr.shutdown();
attempt('after shutdown', () => clr.host(ICLRRuntimeHost));
