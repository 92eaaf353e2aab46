// Cost of a generated method beside the fastest koffi call of the same slot written by hand, in the same process and
// alternating, so that load hits both alike; the best of several processes, since each compiles the code anew and not
// always as well. Limits: 1.3 without results, 1.5 with one result and with text.
//   npm run build && node bench/calls/run.mjs
import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import koffi from 'koffi';
import { shapesModule } from './shapes-module.mjs';

const { library, module, runtime } = await shapesModule();
runtime.bindLibrary('shapes.dll', library);
const object = module.CreateShapes(module.IShapes);
const pointer = object.$p;
const slots = Object.fromEntries(module.IShapes.methods.map(({ name, slot }) => [name, slot]));
const vtable = BigInt(koffi.decode.uint64(pointer));
const slot = (name, parameters) =>
  koffi.decode(
    BigInt(koffi.decode.uint64(vtable + BigInt(slots[name] * 8))),
    koffi.proto('int32_t', ['void *', ...parameters]),
  );

// By hand: cached functions, stable memory, views.
const memory = koffi.alloc('uint8_t', 4096);
const bytes = koffi.view(memory, 4096);
const words = new Uint32Array(bytes);
const buffer = Buffer.from(bytes);
const text = memory + 16n;
const nop = slot('Nop', []);
const echo = slot('EchoU32', ['uint32_t', 'void *']);
const name = slot('GetNameDebugging', ['uint32_t', 'void *', 'void *']);
const length = slot('OptionalText', ['str16', 'void *']);
const check = (hr) => {
  if (hr < 0) throw new Error('failed');
  return hr;
};
object.SetNameLength(33);

const cases = [
  {
    name: 'no result: Nop()',
    limit: 1.3,
    hand: () => check(nop(pointer)),
    generated: () => object.Nop(),
  },
  {
    name: 'one result: EchoU32(v)',
    limit: 1.5,
    hand: () => {
      words[0] = 0;
      check(echo(pointer, 7, memory));
      return words[0];
    },
    generated: () => object.EchoU32(7),
  },
  {
    name: 'text out: GetNameDebugging()',
    limit: 1.5,
    hand: () => {
      words[0] = 0;
      check(name(pointer, 1024, memory, text));
      return buffer.ucs2Slice(16, 16 + (words[0] - 1) * 2);
    },
    generated: () => object.GetNameDebugging(),
  },
  {
    name: 'text in: OptionalText(s)',
    limit: 1.5,
    hand: () => {
      words[0] = 0;
      check(length(pointer, 'System.Collections.Generic.List`1', memory));
      return words[0] !== 0;
    },
    generated: () => object.OptionalText('System.Collections.Generic.List`1'),
  },
];

const PROCESSES = 5;
const ROUNDS = 10;
const CALLS = 100_000;
const time = (call) => {
  const start = process.hrtime.bigint();
  for (let i = 0; i < CALLS; i++) call();
  return Number(process.hrtime.bigint() - start) / CALLS;
};

/** Nanoseconds of each case in this process. */
function measure() {
  return cases.map(({ hand, generated }) => {
    const best = { hand: Number.POSITIVE_INFINITY, generated: Number.POSITIVE_INFINITY };
    for (let round = 0; round < ROUNDS; round++) {
      best.hand = Math.min(best.hand, time(hand));
      best.generated = Math.min(best.generated, time(generated));
    }
    return best;
  });
}

function report() {
  const self = fileURLToPath(import.meta.url);
  const runs = Array.from({ length: PROCESSES }, () =>
    JSON.parse(execFileSync(process.execPath, [self, 'measure'], { encoding: 'utf8' })),
  );
  let over = 0;
  cases.forEach(({ name: label, limit }, index) => {
    const best = (kind) => Math.min(...runs.map((run) => run[index][kind]));
    const [hand, generated] = [best('hand'), best('generated')];
    const ratio = generated / hand;
    if (ratio > limit) over++;
    console.log(
      `${label.padEnd(30)} by hand ${hand.toFixed(0).padStart(5)} ns, generated ${generated.toFixed(0).padStart(5)} ns, ${ratio.toFixed(2)}x (limit ${limit})`,
    );
  });
  process.exitCode = over > 0 ? 1 : 0;
}

if (process.argv[2] === 'measure') console.log(JSON.stringify(measure()));
else report();
