import type TypeScript from 'typescript';

/** JavaScript of a module in TypeScript, and its source map; types are taken away, not checked. */
export function transpile(typescript: typeof TypeScript, file: string, text: string): TypeScript.TranspileOutput {
  const { ModuleKind, ScriptTarget } = typescript;
  return typescript.transpileModule(text, {
    fileName: file,
    reportDiagnostics: true,
    // As Node.js itself does it: an import without `type` stays one.
    compilerOptions: {
      module: ModuleKind.ESNext,
      target: ScriptTarget.ES2022,
      verbatimModuleSyntax: true,
      sourceMap: true,
    },
  });
}
