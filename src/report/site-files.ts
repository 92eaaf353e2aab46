import type { OutputFile, TemplateSet } from '../emit/output-file.ts';
import { createTemplateEngine } from '../emit/template-engine.ts';
import type { ReportData } from './report-data.ts';

/** The parts of the site that are the same for every report, by file name: style sheet and modules. */
export type SiteParts = ReadonlyMap<string, string>;

/** The modules of the site's program, each before those that import it. */
export const siteModules = ['dom.js', 'text.js', 'search.js', 'model.js', 'code.js', 'pages.js', 'lists.js', 'app.js'];

/**
 * The files of the site. Its program is one classic script: browsers load neither modules nor data by `fetch` from
 * disk, so the modules are joined and the data is a script, too.
 *
 * @throws TemplateError for a template that does not render.
 */
export function siteFiles(data: ReportData, parts: SiteParts, templates: TemplateSet): readonly OutputFile[] {
  const view = { title: escapeHtml(data.title), generator: escapeHtml(data.generator), attribution: data.attribution };
  const modules = siteModules.map((name) => classicScript(parts.get(name) ?? ''));
  return [
    { path: 'data.js', text: `globalThis.reportData = ${expression(data)};\n` },
    { path: 'index.html', text: createTemplateEngine(templates).render('report/index', view) },
    { path: 'site.css', text: parts.get('site.css') ?? '' },
    { path: 'site.js', text: `(() => {\n'use strict';\n${modules.join('\n')}})();\n` },
  ];
}

/** Text as it may stand in HTML, in an attribute or between tags. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

/**
 * JSON as an expression of a script: nothing of it can end the script or a line of it. Behind a key `__proto__`, which
 * an object literal takes for more than a key, there is no data: keys are those of `ReportData`.
 */
function expression(data: ReportData): string {
  return JSON.stringify(data).replace(/[<\u2028\u2029]/g, (character) => {
    return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
  });
}

/** A module of the site without its imports and exports, which all have one scope then. */
function classicScript(module: string): string {
  return module
    .replace(/^import [^;]*;\n/gm, '')
    .replace(/^export /gm, '')
    .trimStart();
}
