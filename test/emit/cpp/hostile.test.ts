import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { stringLiteral } from '../../../src/emit/cpp/string-literal.ts';
import { cppTarget } from '../../../src/emit/cpp/target.ts';
import type { Model } from '../../../src/model/model.ts';
import { createTypeTable } from '../../../src/model/type-table.ts';
import { bells, platform, templates } from './bells.ts';

const types = createTypeTable(bells, platform);

/** What tries to leave a comment or a string, or to make code look like something else. */
const fragments = fc.constantFrom(
  '*/',
  '/*',
  '//',
  '\\',
  '\\\n',
  '??/',
  '??/\n',
  '"',
  "'",
  '\n',
  '\r\n',
  '\u2028',
  '\u202e',
  '\u2066',
  '\u200b',
  '\0',
  '\x1b[2J',
  '*/ int escaped; /*',
  '#error escaped\n',
  '\n#error escaped',
  '@endcode',
  '{{',
  '}}',
  '`',
  // biome-ignore lint/suspicious/noTemplateCurlyInString: not a template here
  '${x}',
  '%s',
  '\ud800',
  'é',
  ' ',
  'word',
  '\\u000a#error x',
  '*\\\n/',
);
const prose = fc.array(fragments, { minLength: 1, maxLength: 30 }).map((parts) => parts.join(''));

/** The model with hostile text wherever text of pages goes. */
function poisoned(text: string): Model {
  const docs = { origin: 'docs', summary: text, remarks: text, returns: text } as const;
  const availability = { text };
  return {
    ...bells,
    interfaces: bells.interfaces.map((entity) => ({
      ...entity,
      docs,
      availability,
      library: text,
      page: `a/${text}.md`,
      methods: entity.methods.map((method) => ({
        ...method,
        docs,
        availability,
        page: text,
        parameters: method.parameters.map((parameter) => ({ ...parameter, text, direction: 'in' as const })),
        hresults: [{ name: 'S_OK', value: 0, text }],
      })),
    })),
    enums: bells.enums.map((entity) => ({
      ...entity,
      docs,
      members: entity.members.map((member) => ({ ...member, text })),
    })),
    structs: bells.structs.map((entity) => ({
      ...entity,
      docs,
      fields: entity.fields.map((field) => ({ ...field, text })),
    })),
    functions: bells.functions.map((entity) => ({ ...entity, docs, library: text })),
    constants: [...bells.constants, { name: 'HOSTILE', header: 'bells.h', documented: true, value: text, sources: {} }],
    hresults: bells.hresults.map((entity) => ({ ...entity, description: text })),
  };
}

const hasCompiler = spawnSync('g++', ['--version']).status === 0;

describe('hostile prose', () => {
  it.skipIf(!hasCompiler)('stays in comments and strings', () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'clr-hostile-'));
    try {
      const includes: string[] = [];
      const texts = fc.sample(prose, { numRuns: 25, seed: 20 });
      for (const [index, text] of texts.entries()) {
        const result = cppTarget.emit(poisoned(text), types, { comments: 'full', templates, generator: 'test' });
        for (const file of result.value) {
          const name = path.basename(file.path);
          if (!['bells.h', 'clr_hresult.h', 'corerror.h', 'tower.h'].includes(name)) continue;
          // Each text in a namespace of its own, so that one compiler run takes them all.
          const body = file.text
            .replace(/^#include .*$/gm, '')
            .replace(/^#(ifndef|define) (__bells_h__|__tower_h__|CLR_HRESULT_H|__COMMON\w+)$/gm, '#$1 $2_x');
          writeFileSync(
            path.join(folder, `${index}-${name}`),
            body.replaceAll('_h___x', `_h___${index}`).replaceAll('_H_x', `_H_${index}`),
          );
          if (name === 'bells.h') includes.push(`namespace n${index} {\n#include "${index}-${name}"\n}\n`);
        }
        if (index === 0) {
          for (const file of result.value.filter((one) => one.path.endsWith('clr_platform.h'))) {
            writeFileSync(path.join(folder, 'clr_platform.h'), file.text);
          }
        }
      }
      // The macros that open namespaces of their own are not what is tested here.
      const head = [
        '#include "clr_platform.h"',
        '#undef CLR_IID',
        '#define CLR_IID(...)',
        '#undef CLR_GUID',
        '#define CLR_GUID(...)',
        '#undef CLR_IID_INLINE',
        '#define CLR_IID_INLINE(...)',
        '#undef CLR_GUID_INLINE',
        '#define CLR_GUID_INLINE(...)',
      ];
      const guards = includes.map((include, index) =>
        index === 0
          ? include
          : `#undef __IBell_INTERFACE_DEFINED__\n#undef __IBell2_INTERFACE_DEFINED__\n#undef HOSTILE\n#undef BELL_MAX\n${include}`,
      );
      const source = path.join(folder, 'all.cpp');
      writeFileSync(source, `${head.join('\n')}\n${guards.join('')}const char *hostile = HOSTILE;\n`);
      const output = execFileSync(
        'g++',
        ['-std=c++17', '-trigraphs', '-Wall', '-Wextra', '-Werror', '-fsyntax-only', source],
        {
          encoding: 'utf8',
          stdio: ['ignore', 'pipe', 'pipe'],
        },
      );
      expect(output).toBe('');
      const table = texts.map((_, index) => `#include "${index}-clr_hresult.h"`);
      writeFileSync(
        source,
        `#include "clr_platform.h"\n${table.map((line, index) => `namespace h${index} {\n${line}\n}\n`).join('')}`,
      );
      execFileSync('g++', ['-std=c++17', '-trigraphs', '-Wall', '-Wextra', '-Werror', '-fsyntax-only', source], {
        stdio: ['ignore', 'pipe', 'pipe'],
      });
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });

  it('never reaches the code', () => {
    fc.assert(
      fc.property(prose, (text) => {
        for (const file of cppTarget.emit(poisoned(text), types, { comments: 'full', templates, generator: 'test' })
          .value) {
          const code = file.text.replace(/\/\*[\s\S]*?\*\/|\/\/.*|"(?:[^"\\\n]|\\.)*"/g, '');
          expect(code).not.toContain('escaped');
          // biome-ignore lint/suspicious/noControlCharactersInRegex: they must be gone
          expect(file.text).not.toMatch(/[\u202a-\u202e\u2066-\u2069\u2028\0\x1b\u200b]/);
        }
      }),
      { numRuns: 40 },
    );
  });

  it('is the same text again when a string literal is read', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const literal = stringLiteral(text);
        expect(literal).toMatch(/^"(?:[ !#->@-[\]-~]|\\[0-7]{3})*"$/);
        const bytes = literal
          .slice(1, -1)
          .replace(/\\([0-7]{3})/g, (_, octal: string) => String.fromCharCode(Number.parseInt(octal, 8)));
        expect(Buffer.from(bytes, 'latin1').toString('utf8')).toBe(Buffer.from(text, 'utf8').toString('utf8'));
      }),
    );
  });
});
