import { modelLists } from './json.ts';
import type { Entity, Model } from './model.ts';

/**
 * Stems of headers whose modules would have the names of files that targets make of the whole model, or that Windows
 * keeps for devices.
 */
const takenStem = /^(?:hresult|index|lib|main|mod|con|prn|aux|nul|com\d|lpt\d)(?=\.|$)/i;

/** What every file system takes as a name, with what targets put around it. */
const plainName = /^\w[\w.-]{0,99}$/;

const names = new Map<string, string>();

/** The name of a header as files can have it: the same one, but for names that are taken or none. */
export function headerName(header: string): string {
  let name = names.get(header);
  if (name === undefined) {
    name = (plainName.test(header) ? header : plainHeader(header)).replace(takenStem, 'clr_$&');
    names.set(header, name);
  }
  return name;
}

function plainHeader(header: string): string {
  const [, stem = '', extension = ''] = /^(.*?)(\.\w{1,4})?$/s.exec(header) ?? [];
  return `_${stem.replace(/[^\w-]/g, '_').slice(0, 80)}${extension || '.h'}`;
}

/** The model with headers that files can be named after; the same model where they can. */
export function withHeaderNames(model: Model): Model {
  const isFine = ({ header }: Entity): boolean => headerName(header) === header;
  if (modelLists.every((list) => (model[list] as readonly Entity[]).every(isFine))) return model;
  const known = renamed.get(model);
  if (known) return known;
  const lists = modelLists.map((list) => [
    list,
    (model[list] as readonly Entity[]).map((one) => (isFine(one) ? one : { ...one, header: headerName(one.header) })),
  ]);
  const result = { ...model, ...Object.fromEntries(lists) } as Model;
  renamed.set(model, result);
  return result;
}

/** The same model in every run, so that what is remembered of it stays known. */
const renamed = new WeakMap<Model, Model>();
