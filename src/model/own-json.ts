import { emptyModel, modelLists, noteEntityJson } from './json.ts';
import { lazyRecord } from './lazy-record.ts';
import type { Entity, Interface, Model, ModelList } from './model.ts';

/**
 * Reads the bytes of JSON text that `modelToJson` has made, and that was not changed since: nothing is checked, and
 * the line of each entity is known.
 */
export function modelFromOwnJson(bytes: Buffer): Model {
  const lists: Record<string, Entity[]> = {};
  let current: Entity[] = [];
  for (const line of bytes.toString('utf8').split('\n')) {
    if (line.startsWith('{"')) {
      const text = line.endsWith(',') ? line.slice(0, -1) : line;
      const entity = JSON.parse(text) as Entity;
      noteEntityJson(entity, text);
      current.push(entity);
    } else {
      const list = /^"(\w+)": \[/.exec(line)?.[1];
      if (list === undefined) continue;
      current = [];
      lists[list] = current;
    }
  }
  return { ...emptyModel, ...lists };
}

/**
 * The same, but each list is read when it is asked for, and so are the methods of each interface, most of a model. The
 * bytes may not change while the model is used.
 *
 * @returns undefined for other bytes.
 */
export function lazyModelFromOwnJson(bytes: Buffer): Model | undefined {
  const starts = new Map<ModelList, number>();
  let at = 0;
  for (const list of modelLists) {
    // Within the line of an entity there is no line feed.
    at = bytes.indexOf(beginningOf(list), at);
    if (at < 0) return undefined;
    starts.set(list, at);
  }
  const partOf = (list: ModelList): Buffer => {
    const start = (starts.get(list) ?? 0) + beginningOf(list).length - 1;
    const next = modelLists[modelLists.indexOf(list) + 1];
    const end = next === undefined ? bytes.lastIndexOf(']') + 1 : (starts.get(next) ?? 0) - 1;
    return bytes.subarray(start, end);
  };
  const lists = lazyRecord(modelLists, (list): readonly Entity[] => {
    const part = partOf(list);
    return list === 'interfaces' ? interfacesIn(part) : (JSON.parse(part.toString('utf8')) as readonly Entity[]);
  });
  return Object.assign(lists, { version: emptyModel.version }) as unknown as Model;
}

function beginningOf(list: ModelList): string {
  return `\n"${list}": [`;
}

const [lineFeed, comma] = [10, 44];

function interfacesIn(part: Buffer): readonly Entity[] {
  const interfaces: Entity[] = [];
  for (let start = part.indexOf('{'); start > 0 && start < part.length; ) {
    const found = part.indexOf(lineFeed, start);
    const end = found < 0 ? part.length : found;
    const line = part.subarray(start, part[end - 1] === comma ? end - 1 : end);
    if (line.length > 1) interfaces.push(lazyInterface(line) ?? (JSON.parse(line.toString('utf8')) as Entity));
    start = end + 1;
  }
  return interfaces;
}

/** What `modelToJson` writes of an interface after its methods. */
const afterMethods = /\](?:,"page":"(?:[^"\\]|\\.)*")?(?:,"plainClass":true)?,"sources":\{[^{}]*\},"vtable":"\w+"\}$/;

/** What is looked through at the end of a line for where the methods end, in bytes; nearly all need less. */
const longestEnd = 640;

/** The interface of a line; undefined for one of another form. */
function lazyInterface(line: Buffer): Entity | undefined {
  const start = line.indexOf('"methods":[');
  if (start < 0) return undefined;
  const list = start + '"methods":'.length;
  const from = Math.max(list, line.length - longestEnd);
  // Each byte is one letter of this text, so that a place in it is one in the line.
  const found = line.toString('latin1', from).search(afterMethods);
  if (found < 0) return undefined;
  const after = from + found + 1;
  const entity = JSON.parse(`${line.toString('utf8', 0, list)}[]${line.toString('utf8', after)}`) as Entity;
  return Object.defineProperty(entity, 'methods', {
    get() {
      const methods = JSON.parse(line.toString('utf8', list, after)) as Interface['methods'];
      Object.defineProperty(entity, 'methods', { value: methods });
      return methods;
    },
    enumerable: true,
    configurable: true,
  });
}
