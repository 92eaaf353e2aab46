import { describe, expect, it } from 'vitest';
import { LineIndex } from '../../src/diagnostics/line-index.ts';
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
      template: { name: 'cpp/_method' },
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
    const offset = error.toDiagnostic().location?.start.offset;
    expect('a\n{{#each methods}}\n  {{nam}}\n{{/each}}'.slice(offset)).toMatch(/^nam/);
  });

  it('names the templates that led there', () => {
    const texts = {
      'cpp/header': 'a\n{{#each items}}\n  {{> cpp/_item}}{{/each}}',
      'cpp/_item': '{{#each items}}{{> cpp/_item}}{{/each}}{{#unless items}}b {{~> cpp/_banner }}{{/unless}}',
      'cpp/_banner': '{{generator}}',
    };
    const view = { items: [{ items: [{ items: [] }] }] };
    const finding = failure(texts, view).toDiagnostic();
    expect(finding).toMatchObject({ location: { file: 'templates/cpp/_banner.hbs', start: { line: 1, column: 3 } } });
    expect(finding.related).toMatchObject([
      { message: 'called from here', location: { file: 'templates/cpp/_item.hbs', start: { line: 1, column: 59 } } },
      { message: 'called from here', location: { file: 'templates/cpp/header.hbs', start: { line: 3, column: 3 } } },
    ]);
  });

  it('names the line of a syntax error', () => {
    const error = failure({ 'cpp/header': 'a\nb\n{{#if x}}' }, { x: true });
    expect(error.template.path).toBe('templates/cpp/header.hbs');
    expect(error.line).toBe(3);
  });

  it.each(['a\r{{b}}', 'a\n\r{{b}}', 'a\r\r\n {{/if}}'])('knows the line ends of Handlebars: %j', (text) => {
    const { start } = failure({ 'cpp/header': text }, {}).toDiagnostic().location ?? {};
    expect(start).toEqual(new LineIndex(text).point(start?.offset ?? -1));
    expect(start?.line).toBeGreaterThan(1);
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

  describe('stops what does not come to an end', () => {
    const items = Array.from({ length: 200 }, () => 'x');

    it('lists in lists in lists', () => {
      const text = `\n ${'{{#each @root.items}}'.repeat(6)}x${'{{/each}}'.repeat(6)}`;
      const error = failure({ 'cpp/header': text }, { items });
      expect(error.message).toContain('does not come to an end');
      expect(error).toMatchObject({ template: { name: 'cpp/header' }, line: 2 });
    });

    it('a partial that loops over another, which is not to blame', () => {
      const loops =
        '{{#each @root.items}}{{#each @root.items}}{{#each @root.items}}{{> t/item}}{{/each}}{{/each}}{{/each}}';
      const texts = { 'cpp/header': '{{> t/loop}}', 't/loop': loops, 't/item': '{{#each @root.few}}y{{/each}}' };
      expect(failure(texts, { items, few: ['z'] })).toMatchObject({ template: { name: 't/loop' } });
    });

    it('a partial in itself', () => {
      const error = failure({ 'cpp/header': '{{> t/own}}', 't/own': '{{> t/item}}{{> t/own}}', 't/item': 'x' }, {});
      expect(error.message).toContain('nested more than 100 deep');
      expect(error).toMatchObject({ template: { name: 't/own' } });
    });

    it('text without end', () => {
      const text = '{{#each items}}{{join @root.items "                                                  "}}{{/each}}';
      const long = Array.from({ length: 20_000 }, () => 'x');
      expect(failure({ 'cpp/header': text }, { items: long }).message).toContain('does not come to an end');
    });

    it('and renders what ends after it', () => {
      const engine = createTemplateEngine(templates({ a: '{{> a}}', b: '{{#each list}}{{this}}{{/each}}' }));
      expect(() => engine.render('a', {})).toThrow(TemplateError);
      expect(() => engine.render('a', {})).toThrow(TemplateError);
      expect(engine.render('b', { list: [1, 2] })).toBe('12');
    });
  });
});
