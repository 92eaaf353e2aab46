// Lists the types and methods of an assembly with IMetaDataImport2.
//   node dist/main.js SDK-FOLDER ASSEMBLY [NAME-PATTERN]
import path from 'node:path';
import { CoreClr, findRuntime, type Handle } from 'clr-bindgen/runtime';
import { CLSID_CorMetaDataDispenser, IMetaDataDispenserEx, IMetaDataImport2 } from 'clr-bindgen/typescript/cor';
import { CorMethodAttr, CorTypeAttr, type mdMethodDef, type mdTypeDef } from 'clr-bindgen/typescript/corhdr';

const [sdk, assembly, pattern = ''] = process.argv.slice(2);
if (!sdk || !assembly) throw new Error('usage: node dist/main.js SDK-FOLDER ASSEMBLY [NAME-PATTERN]');

const clr = CoreClr.start({ runtime: findRuntime(sdk), properties: { 'System.Globalization.Invariant': 'true' } });
{
  using dispenser = clr.metadataDispenser(CLSID_CorMetaDataDispenser, IMetaDataDispenserEx);
  using scope = dispenser.OpenScope(path.resolve(assembly), 0, IMetaDataImport2);
  const { szName, pmvid } = scope.GetScopeProps();
  console.log(`${szName}  ${scope.GetVersionString()}  ${pmvid}\n`);

  const rows = [...typesOf(scope)]
    .map((type) => ({ type, ...scope.GetTypeDefProps(type) }))
    .filter(({ szTypeDef }) => szTypeDef.includes(pattern))
    .map(({ type, szTypeDef, pdwTypeDefFlags }) => ({
      token: `0x${type.toString(16).padStart(8, '0')}`,
      kind: kindOf(pdwTypeDefFlags),
      type: szTypeDef,
      methods: [...methodsOf(scope, type)].map((method) => describe(scope, method)).join(' '),
    }));
  console.table(rows);
}
clr.shutdown();

/** All types: an enumeration is a handle that goes in as null, comes out, and is closed at the end. */
function* typesOf(scope: IMetaDataImport2): Generator<mdTypeDef> {
  yield* enumerate(scope, (handle) => {
    const { hresult, phEnum, rTypeDefs } = scope.EnumTypeDefs(handle, 256);
    return { done: hresult !== 0, handle: phEnum, tokens: rTypeDefs };
  });
}

function* methodsOf(scope: IMetaDataImport2, type: mdTypeDef): Generator<mdMethodDef> {
  yield* enumerate(scope, (handle) => {
    const { hresult, phEnum, rMethods } = scope.EnumMethods(handle, type, 64);
    return { done: hresult !== 0, handle: phEnum, tokens: rMethods };
  });
}

type Enumeration = Handle<'HCORENUM'>;
interface Step<Token> {
  readonly done: boolean;
  readonly handle: Enumeration;
  readonly tokens: readonly Token[];
}

function* enumerate<Token>(scope: IMetaDataImport2, next: (handle: Enumeration) => Step<Token>): Generator<Token> {
  let handle: Enumeration = 0n;
  try {
    for (;;) {
      const step = next(handle);
      handle = step.handle;
      if (step.done) return;
      yield* step.tokens;
    }
  } finally {
    scope.CloseEnum(handle);
  }
}

function describe(scope: IMetaDataImport2, method: mdMethodDef): string {
  const { szMethod, pdwAttr } = scope.GetMethodProps(method);
  return pdwAttr & CorMethodAttr.mdStatic ? `static ${szMethod}` : szMethod;
}

function kindOf(flags: number): string {
  return flags & CorTypeAttr.tdInterface ? 'interface' : flags & CorTypeAttr.tdSealed ? 'sealed' : 'class';
}
