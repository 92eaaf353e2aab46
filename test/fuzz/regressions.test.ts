import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { generate } from '../../src/generate.ts';
import { lint } from '../../src/lint/lint.ts';
import type { Model } from '../../src/model/model.ts';
import { repository } from '../support/built-cli.ts';
import { hasTool } from '../support/tools.ts';

/** What fuzzing found to break the generated code: pages that are read and declare what no compiler takes. */
const header = '\n## Requirements\n\n**Header:** MSCorEE.h\n';
const page = (title: string, code: string, requirements = header) =>
  `# ${title}\n\nText.\n\n## Syntax\n\n\`\`\`cpp\n${code}\n\`\`\`\n${requirements}`;

const titleOf = (text: string) => /^# .*/m.exec(text)?.[0];

const pages: Readonly<Record<string, string>> = {
  'a method that returns an interface': page('IHostTask::Start Method', 'IHostTask Start ();'),
  'a method of an interface that generated code calls, with a type that nothing defines': page(
    'ISOSDacInterface::GetMethodDescPtrFromIP Method',
    'title GetMethodDescPtrFromIP (CLRDATA_ADDRESS ip, CLRDATA_ADDRESS *ppMD);',
    '\n## Requirements\n\n**Header:** sospriv.idl\n',
  ),
  'a library whose name is an expression': `---\napi_location:\n  - "evil'); (.dll"\n---\n${page('FromEvil Function', 'HRESULT FromEvil (class a);')}`,
  'a type of thousands of pointers': page('Stars Function', `HRESULT Stars (DWORD ${'*'.repeat(20_000)}a);`),
  'a type of thousands of dimensions': page(
    'DIMS Structure',
    `typedef struct { DWORD a${'[1]'.repeat(20_000)}; } DIMS;`,
  ),
  'a parameter that is a calling convention': page('TakesCall Function', 'HRESULT TakesCall (void *__stdcall);'),

  'an enumeration with the members of another': page(
    'ETwin Enumeration',
    'typedef enum { TT_GC = 2, TT_TWIN = 3 } ETwin;',
  ),
  'an enumeration with a member of its own name': page('ESelf Enumeration', 'typedef enum { ESelf = 1 } ESelf;'),
  'an enumeration with a tag that is a structure': page(
    'ETag Enumeration',
    'typedef enum COR_GC_STATS { ETag_A } ETag;',
  ),
  'an enumeration with keywords for members': page('EWord Enumeration', 'typedef enum { class, EWord_A } EWord;'),
  'a function with the name of an interface': page('IHostTask Function', 'HRESULT IHostTask (DWORD a);'),
  'a function with the name of a callback of Windows': page(
    'WAITORTIMERCALLBACK Function',
    'HRESULT WAITORTIMERCALLBACK ();',
  ),
  'a function with the name of an HRESULT': page('E_FAIL Function', 'HRESULT E_FAIL (DWORD a);'),
  'a function with a keyword for its name': page('class Function', 'HRESULT class (DWORD a);'),
  'a function that takes void': page('TakesVoid Function', 'HRESULT TakesVoid (VOID a, DWORD b);'),
  'a function that returns a keyword': page('GivesClass Function', 'class GivesClass (DWORD a);'),
  'a function that takes a pointer to a macro': page('TakesMacro Function', 'HRESULT TakesMacro (PURE *a);'),
  'a function that takes a pointer to a function': page(
    'TakesFunction Function',
    'HRESULT TakesFunction (CreateDebuggingInterfaceFromVersion *a);',
  ),
  'a function that takes a type of another header': page(
    'TakesHomed Function',
    'HRESULT TakesHomed (CIMTYPE a, PIMAGE_NT_HEADERS b);',
  ),
  'a method that returns a structure of Windows that is only declared': page(
    'IHostTask::Start Method',
    'SAFEARRAY Start ();',
  ),
  'a function that returns a structure of Windows that is only declared': page(
    'GivesArray Function',
    'PDH_RAW_COUNTER GivesArray (DWORD a);',
  ),
  'a structure that holds itself': page('SELF Structure', 'typedef struct _SELF { DWORD a; SELF b; } SELF;'),
  'a structure that holds one that holds it': page('PING Structure', 'typedef struct { PONG a; } PING;'),
  'a structure that is held by that': page('PONG Structure', 'typedef struct { PING a; } PONG;'),
  'a structure with two fields of one name': page('TWICE Structure', 'typedef struct { DWORD a; DWORD a; } TWICE;'),
  'a structure with arrays that cannot be': page(
    'ARRAYS Structure',
    'typedef struct { DWORD a[0]; DWORD b[-1]; DWORD c[4294967295]; void d[2]; } ARRAYS;',
  ),
  'a structure with wide bit fields': page('BITS Structure', 'typedef struct { DWORD a : 99; BYTE *b : 2; } BITS;'),
  'a structure with another layout than known': page(
    'COR_GC_STATS Structure',
    'typedef struct _COR_GC_STATS { BYTE Flags; } COR_GC_STATS;',
  ),
  'a method with a type that nothing defines': page('IHostTask::Start Method', 'Mystery Start (Riddle a);'),
  'a method of an enumeration': page('ETaskType::Alert Method', 'HRESULT Alert ([in] ETaskType *a);'),
  'a class with the name of a callback of Windows': page(
    'LPTHREAD_START_ROUTINE Coclass',
    'coclass LPTHREAD_START_ROUTINE { };',
  ),
  'a base class in another header': page(
    'ICorProfilerCallback4 Interface',
    'interface ICorProfilerCallback4 : IUnknown { };',
    '\n## Requirements\n\n**Header:** Cor.h\n',
  ),
};

/** Pages whose declarations need each other before them. */
const circles: Readonly<Record<string, readonly string[]>> = {
  'a callback that takes itself': [page('EBar Function Pointer', 'typedef HRESULT (*EBar)(EBar *a, EBar b);')],
  'a circle of callbacks': [
    page('EFirst Function Pointer', 'typedef HRESULT (*EFirst)(ESecond *a);'),
    page('ESecond Function Pointer', 'typedef EThird (*ESecond)(DWORD a);'),
    page('EThird Function Pointer', 'typedef HRESULT (*EThird)(EFirst a);'),
  ],
  'a structure with the name of a pointer to it': [
    page('OWNED Structure', 'typedef struct _OWNED { POWNED a; DWORD b; } OWNED, *POWNED;'),
  ],
  'a structure with a callback that takes the name of a pointer to it': [
    page('CALLED Structure', 'typedef struct _CALLED { PFNCALLED a; } CALLED, *PCALLED;'),
    page('PFNCALLED Function Pointer', 'typedef HRESULT (*PFNCALLED)(PCALLED a);'),
  ],
};

describe('pages that fuzzing found', () => {
  let box: string;
  beforeAll(() => {
    box = mkdtempSync(path.join(os.tmpdir(), 'regressions-'));
  });
  afterAll(() => rmSync(box, { recursive: true, force: true }));

  async function outputs(texts: readonly string[]): Promise<readonly string[]> {
    const docs = path.join(box, 'docs');
    rmSync(box, { recursive: true, force: true });
    cpSync(path.join(repository, 'metadata', 'docs', 'hosting'), path.join(docs, 'hosting'), { recursive: true });
    // A second page of an API would be reported, and not read.
    const titles = new Set(texts.map(titleOf));
    for (const name of readdirSync(path.join(docs, 'hosting'))) {
      const file = path.join(docs, 'hosting', name);
      if (titles.has(titleOf(readFileSync(file, 'utf8')))) rmSync(file);
    }
    texts.forEach((text, index) => {
      writeFileSync(path.join(docs, 'hosting', `zz-${index}.md`), text);
    });
    const found = await lint({ docs: ['docs'], cwd: box });
    expect(found.outcome).not.toBe('fault');
    const { outcome, diagnostics } = await generate({ docs: ['docs'], cwd: box, out: 'out', comments: 'full' });
    expect(outcome).not.toBe('fault');
    const own = diagnostics.filter(({ location }) => location?.file.includes('zz-'));
    return own.map(({ code }) => code);
  }

  function compile(): void {
    const folder = path.join(box, 'out', 'cpp');
    const flags = ['-std=c++17', '-Wall', '-Werror', '-fsyntax-only', '-x', 'c++', '-include', 'clr.h', `-I${folder}`];
    execFileSync('g++', [...flags, path.join(folder, 'corprof_default.h')], { stdio: 'pipe' });
    for (const name of ['mscoree_default.h', 'cor_default.h'])
      execFileSync('sh', [
        '-c',
        `[ ! -e "$0" ] || g++ ${flags.slice(0, 4).join(' ')} -x c++ "$0"`,
        path.join(folder, name),
      ]);
  }

  it.each(Object.entries(pages))('%s: is reported', async (_, text) => {
    expect((await outputs([text])).length).toBeGreaterThan(0);
  });

  it.skipIf(!hasTool('g++')).each(Object.entries(circles))('%s: is left out', async (_, texts) => {
    const found = await outputs(texts);
    expect(found.filter((code) => code === 'CB425')).toHaveLength(texts.length);
    compile();
  });

  it.skipIf(!hasTool('g++'))('a structure and a callback that takes a pointer to it stay', async () => {
    const found = await outputs([
      page(
        'LINKED Structure',
        'typedef struct _LINKED { PFNLINKED fn; struct _LINKED *a; LINKED *b; } LINKED, *PLINKED;',
      ),
      page('PFNLINKED Function Pointer', 'typedef HRESULT (*PFNLINKED)(LINKED *a, LINKED b);'),
    ]);
    expect(found).not.toContain('CB425');
    compile();
    expect(readFileSync(path.join(box, 'out', 'cpp', 'mscoree.h'), 'utf8')).toContain('PFNLINKED fn;');
  });

  it.skipIf(!hasTool('g++'))('interfaces that the headers of Windows define are left to them', async () => {
    const found = await outputs([
      page('IStream Interface', 'interface IStream : IUnknown { HRESULT Commit (DWORD a); };'),
      page('IStream::Commit Method', 'HRESULT Commit ([in] DWORD a);'),
      page('IStream::Revert Method', 'HRESULT Revert ([in] DWORD a);'),
      page('IClassFactory Interface', 'interface IClassFactory : IUnknown { };'),
      page('IPersist::GetClassID Method', 'HRESULT GetClassID ([out] CLSID *a);'),
      page('IUnknown Interface', 'interface IUnknown { };'),
    ]);
    // What IStream derives from, and what Revert takes.
    expect(found.filter((code) => code !== 'CB203')).toEqual(['CB425', 'CB425']);
    compile();
    const model = JSON.parse(readFileSync(path.join(box, 'out', 'model.json'), 'utf8')) as Model;
    const stream = model.interfaces.find(({ name }) => name === 'IStream');
    expect(stream).toMatchObject({ header: 'clr_platform.h', base: 'ISequentialStream', documented: true });
    expect(stream?.methods.find(({ name }) => name === 'Revert')).toMatchObject({ parameters: [], documented: true });
  });

  it.skipIf(!hasTool('g++'))(
    'a base model names headers as no file can be named, and moves what Windows defines',
    async () => {
      await outputs([page('FROM_BASE Structure', 'typedef struct { DWORD a; } FROM_BASE;')]);
      const file = path.join(box, 'out', 'model.json');
      const text = readFileSync(file, 'utf8');
      for (const header of ['con.h', 'NUL', 'com1.x.h', '../up.h', `${'long'.repeat(50)}.h`, 'a b$.h']) {
        const model = JSON.parse(text) as { -readonly [L in keyof Model]: Model[L] };
        model.structs = model.structs.map((one) => (one.name === 'FROM_BASE' ? { ...one, header } : one));
        model.interfaces = model.interfaces.map((one) => (one.name === 'IStream' ? { ...one, header } : one));
        writeFileSync(path.join(box, 'base.json'), JSON.stringify(model));
        const options = { cwd: box, out: 'out', base: 'base.json', targets: ['cpp', 'typescript', 'rust'] };
        const { diagnostics } = await generate(options);
        expect(diagnostics.filter(({ code }) => code.startsWith('CB7'))).toEqual([]);
        compile();
        const made = readdirSync(path.join(box, 'out', 'cpp')).filter((name) => name.endsWith('.h'));
        const declaring = made.filter((name) =>
          readFileSync(path.join(box, 'out', 'cpp', name), 'utf8').includes(' FROM_BASE'),
        );
        expect(declaring).toHaveLength(1);
      }
    },
  );

  it.skipIf(!hasTool('g++'))('nothing has the name of a macro of the headers', async () => {
    const found = await outputs([
      page(
        'TakesOwn Function',
        'HRESULT TakesOwn (DWORD CLR_STDCALL, DWORD EXTERN_C, DWORD MSLAYOUT, DWORD SIGNATURE_SIZE);',
      ),
      page('TakesConstant Function', 'HRESULT TakesConstant (DWORD BucketParamLength);'),
      page('IHostTask::Alert Method', 'HRESULT Alert (DWORD ERROR_SUCCESS);'),
      page('HASOWN Structure', 'typedef struct { DWORD CLR_IMAGE_DATA_DIRECTORY; } HASOWN;'),
      page('HASCONSTANT Structure', 'typedef struct { union { DWORD BucketParamLength; }; } HASCONSTANT;'),
      page(
        'ECONSTANT Enumeration',
        'typedef enum { BucketParamLength, FORCEINLINE, CLR_MSCOREE_DEFAULT_H } ECONSTANT;',
      ),
      page('INNER Structure', 'typedef struct { enum Kind { BucketParamLength = 1 }; DWORD a; } INNER;'),
      page('IsNilToken Function', 'HRESULT IsNilToken (DWORD a);'),
      page(
        'CorSigUncompressData Function',
        'ULONG CorSigUncompressData (PCCOR_SIGNATURE pData);',
        header.replace('MSCorEE', 'cor'),
      ),
    ]);
    expect(found.filter((code) => code === 'CB425')).toHaveLength(6);
    expect(found.filter((code) => code === 'CB424')).toHaveLength(2);
    compile();
    expect(readFileSync(path.join(box, 'out', 'cpp', 'mscoree.h'), 'utf8')).toMatch(/ TakesOwn\(/);
  });

  it.each(['index', 'lib', 'hresult'])('a header %s.h displaces no file of a target', async (stem) => {
    const header = `\n## Requirements\n\n**Header:** ${stem}.h\n`;
    await outputs([page('DISPLACED Structure', 'typedef struct { DWORD a; } DISPLACED;', header)]);
    const { diagnostics } = await generate({ docs: ['docs'], cwd: box, out: 'out', targets: ['typescript', 'rust'] });
    expect(diagnostics.filter(({ code }) => code === 'CB703')).toEqual([]);
  });

  it.skipIf(!hasTool('g++'))('no circle of headers comes of what a hand-written part of one needs', async () => {
    const moved = '\n## Requirements\n\n**Header:** Cor.h\n';
    const code =
      'typedef enum { evSpecialName = 0x200, evReservedMask = 0x400, evRTSpecialName = 0x400 } CorEventAttr;';
    await outputs([page('CorEventAttr Enumeration', code, moved)]);
    await generate({ docs: ['docs'], cwd: box, out: 'out', base: 'embedded', targets: ['cpp'] });
    const folder = path.join(box, 'out', 'cpp');
    expect(readFileSync(path.join(folder, 'corhdr.h'), 'utf8')).not.toContain('#include "cor.h"');
    execFileSync('g++', ['-std=c++17', '-fsyntax-only', '-x', 'c++', path.join(folder, 'corhdr.h')], { stdio: 'pipe' });
  });

  it('a structure without a layout is no type of another module', async () => {
    await outputs([
      page('CALL_ID Structure', 'typedef struct { STACK_ADDRESS a; } CALL_ID;'),
      page(
        'ICorDebugProcess2::GetDesiredNGENCompilerFlags Method',
        'HRESULT GetDesiredNGENCompilerFlags ([in] CALL_ID a);',
        '\n## Requirements\n\n**Header:** CorDebug.idl\n',
      ),
    ]);
    await generate({ docs: ['docs'], cwd: box, out: 'out', targets: ['typescript'] });
    const module = readFileSync(path.join(box, 'out', 'typescript', 'cordebug.ts'), 'utf8');
    expect(module).toContain('GetDesiredNGENCompilerFlags');
    expect(module).not.toMatch(/import[^;]*CALL_ID/);
  });

  it.skipIf(!hasTool('g++'))('what has no size is only pointed to', async () => {
    const found = await outputs([
      page('HOLLOW Structure', 'typedef struct tagHOLLOW { RIDDLE a; } HOLLOW;'),
      page('HOLDER Structure', 'typedef struct { CONTEXT a; } HOLDER;'),
      page('OWNER Structure', 'typedef struct { HOLDER a; HOLLOW b; } OWNER;'),
      page('IHostTask::Alert Method', 'HRESULT Alert ([in] tagHOLLOW a);'),
      page('IHostTask::Start Method', 'HRESULT Start ([in] OWNER a);'),
      page('TakesHolder Function', 'HRESULT TakesHolder (HOLDER a);'),
      page('PointsToHolder Function', 'HRESULT PointsToHolder (HOLDER *a);'),
    ]);
    expect(found.filter((code) => code === 'CB425')).toHaveLength(3);
    compile();
    const header = readFileSync(path.join(box, 'out', 'cpp', 'mscoree.h'), 'utf8');
    expect(header).toMatch(/ Alert\(\) = 0/);
    expect(header).toMatch(/ PointsToHolder\(/);
    expect(header).not.toMatch(/ TakesHolder\(/);
  });

  it.skipIf(!hasTool('g++'))('no field hides the type of another one', async () => {
    const found = await outputs([
      page('SHADE Structure', 'typedef struct { DWORD a; } SHADE;'),
      page('HIDES_LATER Structure', 'typedef struct { DWORD SHADE; SHADE *a; } HIDES_LATER;'),
      page('HIDES_EARLIER Structure', 'typedef struct { SHADE *a; union { DWORD SHADE; DWORD b; }; } HIDES_EARLIER;'),
      page('HIDES_ITSELF Structure', 'typedef struct { DWORD HIDES_ITSELF; HIDES_ITSELF *a; } HIDES_ITSELF;'),
    ]);
    expect(found.filter((code) => code === 'CB425')).toHaveLength(3);
    compile();
  });

  it.skipIf(!hasTool('g++'))('no method hides a type from the other ones', async () => {
    const found = await outputs([
      page('Alert Structure', 'typedef struct { DWORD a; } Alert;'),
      page('IHostTask::SetPriority Method', 'HRESULT SetPriority ([in] Alert *a);'),
    ]);
    expect(found).toContain('CB425');
    compile();
  });

  it('a structure is held against its layout when it is known what its fields are', async () => {
    // The facts know an enumeration of that name, so the interface is left out.
    const found = await outputs([
      page('StackOverflowType Interface', 'interface StackOverflowType : IUnknown { };'),
      page(
        'ModuleBindInfo Structure',
        'typedef struct _ModuleBindInfo { StackOverflowType soType; DWORD *pInfo; } ModuleBindInfo;',
      ),
    ]);
    expect(found).toEqual(expect.arrayContaining(['CB424', 'CB425']));
    expect(readFileSync(path.join(box, 'out', 'cpp', 'mscoree.h'), 'utf8')).toMatch(/DWORD dwAppDomainId;/);
  });

  it.skipIf(!hasTool('rustc'))('what the facts put in the place of a declaration has its types', async () => {
    const code = 'typedef struct { ULONG a; ULONG b; ULONG c; BYTE d[1]; } COR_PRF_GC_GENERATION_RANGE;';
    const header = '\n## Requirements\n\n**Header:** CorProf.h\n';
    const hollow = 'typedef struct { RIDDLE a; } HOLLOW;';
    await outputs([
      page('COR_PRF_GC_GENERATION_RANGE Structure', code, header),
      page('HOLLOW Structure', hollow),
      page('OWNER Structure', 'typedef struct { HOLLOW a; } OWNER;'),
      page('PointsToHollow Function', 'HRESULT PointsToHollow (HOLLOW *a, OWNER *b);'),
    ]);
    expect(readFileSync(path.join(box, 'out', 'cpp', 'corprof.h'), 'utf8')).toContain(
      'COR_PRF_GC_GENERATION generation;',
    );
    await generate({ docs: ['docs'], cwd: box, out: 'out', targets: ['rust'] });
    const library = path.join(box, 'out', 'rust', 'lib.rs');
    const flags = ['--crate-type=lib', '--edition', '2021', '--emit=metadata', '--cap-lints', 'allow'];
    execFileSync('rustc', [...flags, '--out-dir', box, library], { stdio: 'pipe' });
  });

  it.skipIf(!hasTool('rustc'))('a type with the name of a parameter that templates use', async () => {
    const names = ['address', 'other', 'value', 'data1'];
    await outputs(names.map((name) => page(`${name} Interface`, `interface ${name} : IUnknown { };`)));
    await generate({ docs: ['docs'], cwd: box, out: 'out', targets: ['rust'] });
    const library = path.join(box, 'out', 'rust', 'lib.rs');
    const flags = ['--crate-type=lib', '--edition', '2021', '--emit=metadata', '--cap-lints', 'allow'];
    execFileSync('rustc', [...flags, '--out-dir', box, library], { stdio: 'pipe' });
    expect(readFileSync(path.join(box, 'out', 'rust', 'mscoree.rs'), 'utf8')).toContain('pub struct address_(');
  });

  it.skipIf(!hasTool('g++'))('all of them together leave headers that compile', async () => {
    await outputs(Object.values(pages));
    compile();
  });
});
