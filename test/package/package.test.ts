import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { checkPackage, createPackageFromTarballData } from '@arethetypeswrong/core';
import { publint } from 'publint';
import { beforeAll, describe, expect, it } from 'vitest';
import { repository } from '../support/built-cli.ts';
import { installedPlaces, isBuilt, type Packed, pack } from './pack.ts';

const json = (file: string) => JSON.parse(readFileSync(path.join(repository, file), 'utf8'));
const manifest = json('package.json');

describe.skipIf(!isBuilt)('the packed package', () => {
  let packed: Packed;
  let paths: string[];
  beforeAll(() => {
    packed = pack();
    paths = packed.files.map((file) => file.path);
  }, 120_000);

  it('is below 3 MB', () => {
    expect(packed.size).toBe(packed.data.length);
    expect(packed.size).toBeLessThan(3_000_000);
  });

  it('holds what it needs', () => {
    for (const file of ['README.md', 'LICENSE', 'NOTICE', 'package.json', ...Object.values<string>(manifest.bin)]) {
      expect(paths).toContain(path.posix.normalize(file));
    }
    for (const folder of ['metadata', 'templates']) {
      const files = readdirSync(path.join(repository, folder), { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => path.relative(repository, path.join(entry.parentPath, entry.name)).replaceAll('\\', '/'));
      expect(files.filter((file) => !paths.includes(file))).toEqual([]);
    }
  });

  it('holds nothing that was built from a source that is gone, and no other leftovers', () => {
    // The build itself makes these: of all templates, of all metadata, and of all modules of the command line.
    const made =
      /^dist\/(?:(?:emit\/precompiled\/[\w-]+|read\/checked-files)\.cjs|parse\/own-pages\.json|read\/own-model\.json|cli\/(?:[\w-]+\.js|package\.json))$/;
    const built = paths.filter((file) => file.startsWith('dist/') && !made.test(file));
    const odd = built.filter((file) => {
      const source = file.replace(/(\.d\.ts|\.js)$/, '.ts');
      const folder = file.startsWith('dist/typescript/') ? 'generated' : 'src';
      return source === file || !existsSync(path.join(repository, source.replace('dist', folder)));
    });
    expect(odd).toEqual([]);
    expect(
      paths.filter((file) => /(^|\/)(\.(?!gitignore)|test\/|node_modules\/)|\.(tgz|log|tsbuildinfo|map)$/.test(file)),
    ).toEqual([]);
  });

  it('has no fault that publint knows', async () => {
    const { messages } = await publint({ pack: { tarball: packed.data.buffer }, strict: true });
    expect(messages).toEqual([]);
  });

  it('gives each of its entries and their types to ES modules and to bundlers, as arethetypeswrong sees them', async () => {
    const modules = paths.flatMap((file) => /^dist\/(typescript\/\w+)\.js$/.exec(file)?.[1] ?? []);
    expect(modules.length).toBeGreaterThan(30);
    const analysis = await checkPackage(createPackageFromTarballData(packed.data), { includeEntrypoints: modules });
    if (!analysis.types) throw new Error('the package has no types');
    const { entrypoints, problems } = analysis;
    const plain = Object.keys(manifest.exports).filter((key) => !key.includes('*'));
    expect(Object.keys(entrypoints)).toEqual(expect.arrayContaining([...plain, ...modules.map((one) => `./${one}`)]));
    // The package is of ES modules only: what `require` and what is older than `exports` see of it is not promised.
    const promised = problems.filter(
      (problem) => !('resolutionKind' in problem) || ['node16-esm', 'bundler'].includes(problem.resolutionKind),
    );
    expect(promised).toEqual([]);
    for (const key of plain) {
      const { resolution } = entrypoints[key]?.resolutions['node16-esm'] ?? {};
      expect(resolution?.isJson || resolution?.fileName.endsWith('.d.ts'), key).toBe(true);
    }
  });
});

describe('an installation', () => {
  it('runs no script, neither of this package nor of one that it needs', () => {
    const { packages } = json('package-lock.json');
    expect(Object.keys(manifest.scripts).filter((name) => /^(pre|post)?install$/.test(name))).toEqual([]);
    expect(installedPlaces().filter((place) => packages[place].hasInstallScript)).toEqual([]);
  });

  it('brings packages with permissive licences only', () => {
    const permissive = ['MIT', 'ISC', 'BSD-2-Clause', 'BSD-3-Clause', '0BSD', 'Apache-2.0'];
    const { packages } = json('package-lock.json');
    expect(installedPlaces().filter((place) => !permissive.includes(packages[place].license))).toEqual([]);
  });
});

describe('the lock file', () => {
  const { packages } = json('package-lock.json') as { packages: Record<string, Record<string, unknown>> };

  it('names no registry, so that any mirror serves', () => {
    expect(Object.keys(packages).filter((place) => packages[place]?.resolved !== undefined)).toEqual([]);
  });

  it('has an entry for each package that some platform installs', () => {
    const missing = Object.entries(packages).flatMap(([place, { optionalDependencies }]) =>
      Object.keys(optionalDependencies ?? {}).filter(
        (name) => !packages[`${place}/node_modules/${name}`] && !packages[`node_modules/${name}`],
      ),
    );
    expect(missing).toEqual([]);
  });
});

describe('the licence', () => {
  it('is in the manifest and in the files', () => {
    expect(manifest.license).toBe('MIT');
    expect(readFileSync(path.join(repository, 'LICENSE'), 'utf8')).toMatch(/^MIT License\n/);
    const notice = readFileSync(path.join(repository, 'NOTICE'), 'utf8');
    for (const said of ['MIT License', 'CC BY 4.0', 'Microsoft and contributors', 'metadata/docs']) {
      expect(notice).toContain(said);
    }
  });
});
