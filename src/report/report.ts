import path from 'node:path';
import { diagnostic } from '../diagnostics/catalogue.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { sortDiagnostics } from '../diagnostics/sort.ts';
import { TemplateError } from '../emit/template-error.ts';
import { loadApis } from '../explain/load-apis.ts';
import type { Outcome } from '../generation.ts';
import { lint } from '../lint/lint.ts';
import type { Suppression } from '../lint/suppress.ts';
import { displayPath } from '../read/display-path.ts';
import { packageRoot, packageVersion } from '../read/package-root.ts';
import { readTemplates } from '../read/read-templates.ts';
import { readTextFiles } from '../read/read-text-files.ts';
import type { SourceTree } from '../read/source-file.ts';
import { applyPlan, type WriteCounts } from '../write/apply-plan.ts';
import { readOutputFolder } from '../write/output-folder.ts';
import { planWrite } from '../write/plan.ts';
import { reportData } from './build-data.ts';
import { diagnosticsData } from './diagnostics-data.ts';
import { siteFiles } from './site-files.ts';

/** What a report is asked for. Paths are absolute or relative to the working directory. */
export interface ReportOptions {
  readonly cwd?: string;
  /** Folder of the site. */
  readonly out: string;
  /** Docs folders. Default: the embedded model. */
  readonly docs?: readonly string[];
  readonly base?: string;
  /** Folder of templates that replace those of this package, file by file. */
  readonly templates?: string;
  /** Findings that are known and accepted. */
  readonly ignore?: readonly Suppression[];
}

/** What became of a report. */
export interface ReportResult {
  /** `done`, however much is wrong with the docs: to show it is what the report is for. */
  readonly outcome: Outcome;
  /** Why there is no report; empty where there is one. */
  readonly diagnostics: readonly Diagnostic[];
  readonly trees: readonly SourceTree[];
  readonly counts: WriteCounts;
  /** Size of the site in bytes. */
  readonly size: number;
  /** How many findings the report shows. */
  readonly findings: number;
  /** How many entities it has pages for. */
  readonly entities: number;
}

const nothing: WriteCounts = { written: 0, unchanged: 0, removed: 0 };

/** Makes the site of an API and its docs: a folder that opens from disk in a browser and needs no network. */
export async function writeReport(options: ReportOptions): Promise<ReportResult> {
  const { out, docs = [], base, templates: userTemplates, ignore } = options;
  const cwd = path.resolve(options.cwd ?? '.');
  const source = { cwd, docs, ...(base !== undefined && { base }) };
  const { result, knowledge, diagnostics } = await loadApis(source, 'summary');
  const { trees } = result;
  const failed = (outcome: Outcome, why: readonly Diagnostic[]): ReportResult => {
    const errors = why.filter(({ severity }) => severity === 'error');
    return { outcome, diagnostics: errors, trees, counts: nothing, size: 0, findings: 0, entities: 0 };
  };
  if (knowledge === undefined) return failed(result.outcome === 'done' ? 'fault' : result.outcome, diagnostics);

  const found = docs.length === 0 ? diagnostics : (await lint({ cwd, docs, ...(ignore && { ignore }) })).diagnostics;
  const areas = areasOf(trees);
  const codePages = readTextFiles(path.join(packageRoot, 'docs', 'diagnostics'), '.md');
  const data = reportData(knowledge, {
    title: 'Unmanaged API of .NET',
    generator: `clr-bindgen ${packageVersion()}`,
    docs: docs.map((folder) => displayPath(path.resolve(cwd, folder), cwd)),
    diagnostics: diagnosticsData(
      sortDiagnostics(found),
      (file) => areas.get(file) ?? '',
      (code) => codePages.get(`${code}.md`) ?? '',
      shownFiles(trees),
    ),
  });
  const templates = readTemplates(path.join(packageRoot, 'templates'), userTemplates, cwd);
  if (templates.diagnostics.length > 0) return failed('usage', templates.diagnostics);
  try {
    const files = siteFiles(data, siteParts(), templates.value);
    const paths = files.map((file) => file.path);
    const folder = readOutputFolder(out, paths, cwd);
    const others = Object.keys(folder.value.manifest.files).filter((file) => !paths.includes(file));
    if (others.length > 0) {
      const shown = displayPath(path.resolve(cwd, out), cwd);
      return failed('usage', [
        diagnostic('CB706', `\`${shown}\` holds outputs of \`generate\`: a report needs a folder of its own`),
      ]);
    }
    const plan = planWrite(files, folder.value, data.generator);
    const written = applyPlan(plan.value, out, cwd);
    const problems = [...folder.diagnostics, ...plan.diagnostics, ...written.diagnostics];
    if (problems.some(({ severity }) => severity === 'error')) return failed('failed', problems);
    return {
      outcome: 'done',
      diagnostics: problems,
      trees,
      counts: written.value,
      size: files.reduce((sum, { text }) => sum + Buffer.byteLength(text), 0),
      findings: found.length,
      entities: data.entities.length,
    };
  } catch (error) {
    if (error instanceof TemplateError) return failed('failed', [error.toDiagnostic()]);
    throw error;
  }
}

function siteParts(): ReadonlyMap<string, string> {
  const folder = path.join(packageRoot, 'templates', 'report');
  return new Map([...readTextFiles(folder, '.js'), ...readTextFiles(folder, '.css')]);
}

/** Below the docs folder where there is one, which the report names; else as diagnostics show it. */
function shownFiles(trees: readonly SourceTree[]): (file: string) => string {
  const [first, second] = trees;
  const prefix = first !== undefined && second === undefined ? `${first.root}/` : '';
  return (file) => (file.startsWith(prefix) ? file.slice(prefix.length) : file);
}

/** The area of each page, the first folder of its id, by the path that diagnostics show. */
function areasOf(trees: readonly SourceTree[]): ReadonlyMap<string, string> {
  const areas = new Map<string, string>();
  for (const { path: file, id } of trees.flatMap(({ files }) => files)) {
    areas.set(file, id.includes('/') ? id.slice(0, id.indexOf('/')) : '');
  }
  return areas;
}
