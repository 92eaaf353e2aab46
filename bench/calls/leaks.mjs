// Native memory and callbacks after a million calls and ten thousand implemented objects, twice: the second time neither
// may grow.
//   npm run build && node bench/calls/leaks.mjs
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import koffi from 'koffi';
import { shapesModule } from './shapes-module.mjs';

const { library, module, runtime } = await shapesModule();
runtime.bindLibrary('shapes.dll', library);
const { CreateShapes, IShapes, LiveShapes } = module;
const MIB = 1 << 20;

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc');

const settle = async () => {
  for (let i = 0; i < 5; i++) {
    collect();
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return process.memoryUsage().rss;
};

function calls(count) {
  const object = CreateShapes(IShapes);
  for (let i = 0; i < count; i++) {
    object.EchoU32(i);
    object.GetNameDebugging();
    if (i % 10 === 0) object.EchoPair({ left: i, right: 1n });
    if (i % 10 === 0) object.EchoObject(object).Release();
  }
  object.Release();
}

async function implemented(count) {
  const client = CreateShapes(IShapes);
  for (let i = 0; i < count; i++) {
    const server = runtime.implement(IShapes, { Twice: (v) => 2 * v });
    const back = client.EchoObject(server);
    if (back.Twice(i) !== 2 * i) throw new Error('wrong answer');
    back.Release();
    server.release();
    if (i % 1000 === 0) await settle();
  }
  client.Release();
}

// The first round makes what stays: prototypes, vtables, compiled code, and the heap's size under this load.
calls(1_000_000);
await implemented(10_000);
const before = {
  rss: await settle(),
  callbacks: koffi.stats().callbacks,
  objects: LiveShapes(),
  servers: runtime.implementedObjects(),
};
calls(1_000_000);
await implemented(10_000);
const after = {
  rss: await settle(),
  callbacks: koffi.stats().callbacks,
  objects: LiveShapes(),
  servers: runtime.implementedObjects(),
};

const grown = (after.rss - before.rss) / MIB;
console.log(
  `memory ${(before.rss / MIB).toFixed(0)} MiB, then ${(after.rss / MIB).toFixed(0)} MiB (${grown.toFixed(1)} MiB more, limit 16)`,
);
console.log(
  `callbacks ${before.callbacks}, then ${after.callbacks}; native objects ${after.objects}, implemented ${after.servers}`,
);
const clean =
  grown < 16 &&
  after.callbacks === before.callbacks &&
  after.objects === before.objects &&
  after.servers === before.servers;
process.exitCode = clean ? 0 : 1;
