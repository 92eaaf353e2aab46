/** Pages in the docs' format, in words of this project, for the tests that compare docs folders. */
export interface PageParts {
  readonly title: string;
  readonly summary?: string;
  /** Front matter lines; the names of the API by default. */
  readonly frontMatter?: string;
  readonly declaration?: string;
  /** Everything between Syntax and Requirements. */
  readonly sections?: string;
  readonly header?: string;
  readonly versions?: string;
}

/** The text of a page. */
export function page(parts: PageParts): string {
  const name = parts.title.replace(/ \w+$/, '');
  return `---
title: "${parts.title}"
ms.date: "03/30/2017"
${parts.frontMatter ?? `api_name:\n  - "${name.replace('::', '.')}"\napi_location:\n  - "mscorwks.dll"\napi_type:\n  - "COM"`}
---
# ${parts.title}

${parts.summary ?? `What ${name} is for.`}
${parts.declaration === undefined ? '' : `\n## Syntax\n\n\`\`\`cpp\n${parts.declaration}\n\`\`\`\n`}
${parts.sections ?? ''}
## Requirements

**Platforms:** Windows.

**Header:** ${parts.header ?? 'CorProf.idl, CorProf.h'}

**Library:** CorGuids.lib

**.NET Framework Versions:** ${parts.versions ?? 'Available since 2.0'}
`;
}

/** A table section: `## Members` and the like. */
export function table(heading: string, rows: readonly (readonly [string, string])[], first = 'Member'): string {
  const lines = rows.map(([name, text]) => `|${name}|${text}|`);
  return `## ${heading}\n\n|${first}|Description|\n|------------|-----------------|\n${lines.join('\n')}\n`;
}

/** An enumeration's page. */
export function enumPage(name: string, members: readonly (readonly [string, string])[], more: Partial<PageParts> = {}) {
  return page({
    title: `${name} Enumeration`,
    declaration: `typedef enum {\n${members.map(([member, value]) => `    ${member} = ${value}`).join(',\n')}\n} ${name};`,
    sections: table(
      'Members',
      members.map(([member]) => [`\`${member}\``, `Says ${member}.`]),
    ),
    ...more,
  });
}

/** A method's page. `parameters` are declarations with their direction: `[in] DWORD dwFlags`. */
export function methodPage(owner: string, name: string, parameters: readonly string[], more: Partial<PageParts> = {}) {
  const texts = parameters.map((parameter) => {
    const direction = /^\[([^\]]*)\]/.exec(parameter)?.[0] ?? '[in]';
    return `\`${/(\w+)(?:\[\])?$/.exec(parameter)?.[1]}\`\n${direction} A value.\n`;
  });
  return page({
    title: `${owner}::${name} Method`,
    declaration: `HRESULT ${name}(\n    ${parameters.join(',\n    ')}\n);`,
    sections: `## Parameters\n\n${texts.join('\n')}\n${table('Return Value', [['S_OK', 'It worked.']], 'HRESULT')}`,
    ...more,
  });
}

/** An interface's page. */
export function interfacePage(name: string, methods: readonly string[], more: Partial<PageParts> = {}) {
  const link = (method: string) => `[${method} Method](${name}-${method}-method.md)`.toLowerCase();
  return page({
    title: `${name} Interface`,
    sections: table(
      'Methods',
      methods.map((method) => [link(method).replace(method.toLowerCase(), method), `Does ${method}.`]),
      'Method',
    ),
    ...more,
  });
}
