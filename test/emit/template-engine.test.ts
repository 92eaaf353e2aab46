import { describe, expect, it } from 'vitest';
import type { TemplateSet } from '../../src/emit/output-file.ts';
import { createTemplateEngine, TemplateError } from '../../src/emit/template-engine.ts';

function templates(texts: Record<string, string>): TemplateSet {
  return new Map(Object.entries(texts).map(([name, text]) => [name, { path: `templates/${name}.hbs`, text }]));
}

function failure(texts: Record<string, string>, view: object): TemplateError {
  try {
    createTemplateEngine(templates(texts)).render('cpp/header', view);
  } catch (error) {
    if (error instanceof TemplateError) return error;
    throw error;
  }
  throw new Error('the template did not fail');
}

describe('template engine', () => {
  it('renders partials by their path and escapes nothing', () => {
    const engine = createTemplateEngine(
      templates({
        'cpp/header': '{{#each items}}{{> cpp/_item}}{{/each}}\n',
        'cpp/_item': '<{{name}}{{#unless @last}}, {{/unless}}>',
      }),
    );
    expect(engine.render('cpp/header', { items: [{ name: 'a & b' }, { name: '"c"' }] })).toBe('<a & b, ><"c">\n');
  });

  it('has the pure helpers', () => {
    const engine = createTemplateEngine(
      templates({ t: '{{hex value 8}} {{hex minus 0}} {{join list " | "}}\n{{comment lines "  "}}{{comment none}}' }),
    );
    const view = { value: 0x80131022, minus: -1, list: ['A', 'B'], lines: ['one', 'two */'], none: [] };
    expect(engine.render('t', view)).toBe('0x80131022 0xffffffff A | B\n  /**\n   * one\n   * two * /\n   */\n');
  });

  it('names the partial, the line and the fields when a view lacks a field', () => {
    const error = failure(
      { 'cpp/header': '{{> cpp/_method}}', 'cpp/_method': 'a\n{{#each methods}}\n  {{nam}}\n{{/each}}' },
      { methods: [{ name: 'Run', slot: 3 }] },
    );
    expect(error).toMatchObject({
      path: 'templates/cpp/_method.hbs',
      line: 3,
      column: 5,
      fields: ['name', 'slot'],
    });
    expect(error.message).toContain('"nam" is not a field of the view');
    expect(error.toDiagnostic()).toMatchObject({
      code: 'CB601',
      severity: 'error',
      location: { file: 'templates/cpp/_method.hbs', start: { line: 3, column: 5 } },
      help: 'Fields here: name, slot',
    });
    expect('a\n{{#each methods}}\n  {{nam}}\n{{/each}}'.slice(error.offset)).toMatch(/^nam/);
  });

  it('names the line of a syntax error', () => {
    const error = failure({ 'cpp/header': 'a\nb\n{{#if x}}' }, { x: true });
    expect(error.path).toBe('templates/cpp/header.hbs');
    expect(error.line).toBe(3);
  });

  it('reports a missing template, a missing partial and an unknown helper', () => {
    expect(failure({ other: '' }, {}).message).toContain('There is no template cpp/header');
    expect(failure({ 'cpp/header': '{{> cpp/_gone}}' }, {}).message).toContain('cpp/_gone');
    expect(failure({ 'cpp/header': '{{log "x"}}' }, {}).message).toContain('log');
  });

  it('gives templates no prototype and no constructor', () => {
    for (const path of ['constructor', '__proto__', 'name.constructor', 'toString']) {
      const texts = { 'cpp/header': `{{${path}}}` };
      let text = '';
      try {
        text = createTemplateEngine(templates(texts)).render('cpp/header', { name: 'x' });
      } catch {
        continue;
      }
      expect(text).toBe('');
    }
  });

  it('keeps the engine of a set', () => {
    const set = templates({ a: '' });
    expect(createTemplateEngine(set)).toBe(createTemplateEngine(set));
  });
});
