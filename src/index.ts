/**
 * The generator as a library. `generate` does what the command line does; the stages that it is composed of can be used
 * alone: each is a plain function whose result is never changed afterwards.
 */

export { accountPages, type PageAccount } from './account.ts';
export type { ReporterName } from './config/configuration.ts';
export type { UserConfiguration, UserOutput } from './config/user-configuration.ts';
export type { CType, FunctionType } from './ctype/ctype.ts';
export { parseType } from './ctype/parse-type.ts';
export { printType } from './ctype/print-type.ts';
export { type CodeEntry, catalogue, type DiagnosticCode, diagnostic } from './diagnostics/catalogue.ts';
export type {
  Diagnostic,
  Fix,
  Location,
  Point,
  RelatedPlace,
  Severity,
  StageResult,
} from './diagnostics/diagnostic.ts';
export type { Span } from './diagnostics/line-index.ts';
export { reportGithub } from './diagnostics/reporters/github.ts';
export { reportMsvc } from './diagnostics/reporters/msvc.ts';
export { type Colors, type PrettyOptions, reportPretty } from './diagnostics/reporters/pretty.ts';
export { reportSarif, type SarifOptions } from './diagnostics/reporters/sarif.ts';
export { sortDiagnostics } from './diagnostics/sort.ts';
export { type Change, type ChangeKind, changeKinds, type Grade } from './diff/change.ts';
export { compareModels } from './diff/compare-models.ts';
export { type DiffOptions, type DiffResult, type DiffRevisions, type DiffSides, diff } from './diff/diff.ts';
export type { Finding, FindingChanges } from './diff/findings.ts';
export { type DiffReportJson, jsonReport } from './diff/report/json.ts';
export { markdownReport } from './diff/report/markdown.ts';
export type { DiffReport } from './diff/report/report.ts';
export { type TextStyle, textReport } from './diff/report/text.ts';
export type { TypeTables } from './diff/type-comparison.ts';
export type * as CppViews from './emit/cpp/views.ts';
export type { TargetDescription } from './emit/declarative/description.ts';
export { createDeclarativeTarget } from './emit/declarative/target.ts';
export type * from './emit/declarative/views.ts';
export type {
  CommentLevel,
  CppOptions,
  EmitOptions,
  OutputFile,
  TemplateFile,
  TemplateSet,
} from './emit/output-file.ts';
export type { DeclarationText, FileFrame, Target } from './emit/target.ts';
export { targets } from './emit/targets.ts';
export { generate } from './generate.ts';
export type { GenerateOptions, GenerateResult, Outcome, Progress, StageName, Statistics } from './generation.ts';
export { type FixPatch, fixPatch } from './lint/fix/patch.ts';
export { type LintOptions, type LintResult, lint } from './lint/lint.ts';
export type { Suppression } from './lint/suppress.ts';
export { type BuildOptions, buildModel, type PageTree } from './model/build-model.ts';
export type { CanonicalType, PlatformType, PlatformTypes, TypeTable } from './model/canonical.ts';
export type { FactEntry } from './model/check-facts.ts';
export type { OverrideEntry } from './model/check-overrides.ts';
export type { FactKind, Facts } from './model/facts.ts';
export { modelFromJson, modelToJson } from './model/json.ts';
export type * from './model/model.ts';
export type { OverrideKind, Overrides } from './model/overrides.ts';
export { createTypeTable } from './model/type-table.ts';
export type * from './parse/declaration/declaration.ts';
export type * from './parse/page.ts';
export { parsePage } from './parse/parse-page.ts';
export { parsePages } from './parse/parse-pages.ts';
export { type Metadata, readMetadata } from './read/metadata.ts';
export { packageRoot, packageVersion } from './read/package-root.ts';
export { readModel } from './read/read-model.ts';
export { type DescribedTarget, readTargetDescriptions } from './read/read-target-descriptions.ts';
export { readTemplates } from './read/read-templates.ts';
export type { TocFile } from './read/read-tocs.ts';
export { type ReadTreeOptions, readTree } from './read/read-tree.ts';
export type { IncludedFile, SourceFile, SourceTree, TreeTrace } from './read/source-file.ts';
export { type ReportOptions, type ReportResult, writeReport } from './report/report.ts';
export { explainSelection } from './select/explain-selection.ts';
export { type Reason, type Selection, select, selectModel, type UsedNames } from './select/select-model.ts';
export { type WatchOptions, type WatchRun, watch } from './watch/watch.ts';
export { applyPlan, type WriteCounts } from './write/apply-plan.ts';
export type { Manifest } from './write/manifest.ts';
export { readOutputFolder } from './write/output-folder.ts';
export { type OutputFolder, planWrite, type WriteAction, type WritePlan } from './write/plan.ts';
