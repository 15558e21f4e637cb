// The Python of each variant: real Python 3, to be pasted and run. A test does so. Pure.
import type { Task } from './tasks.ts';
import type { VariantId } from './variants.ts';

/** The listing for these tasks, lines without an end. */
export function pythonListing(variant: VariantId, tasks: readonly Task[]): readonly string[] {
  const { imports, body } = PROGRAMS[variant];
  const list = tasks.map(({ name, seconds }) => `(${JSON.stringify(name)}, ${seconds})`);
  return [`import ${imports.join(', ')}`, `TASKS = [${list.join(', ')}]`, '', ...body].concat(
    'print(f"{time.perf_counter() - start:.2f} s")',
  );
}

interface Program {
  readonly imports: readonly string[];
  readonly body: readonly string[];
}

const ASYNC = ['asyncio', 'time'];

const MAKE = [
  'async def make(name, seconds):',
  '    await asyncio.sleep(seconds)',
  '    return name',
  '',
];

const RUN = ['', 'start = time.perf_counter()', 'print(asyncio.run(main()))'];

const PROGRAMS: { readonly [Id in VariantId]: Program } = {
  plain: {
    imports: ['time'],
    body: [
      'def make(name, seconds):',
      '    time.sleep(seconds)',
      '    return name',
      '',
      'start = time.perf_counter()',
      'print([make(*task) for task in TASKS])',
    ],
  },
  'async-only': {
    imports: ASYNC,
    body: [
      'async def make(name, seconds):',
      '    time.sleep(seconds)',
      '    return name',
      '',
      'start = time.perf_counter()',
      'print([asyncio.run(make(*task)) for task in TASKS])',
    ],
  },
  'await-blocking': {
    imports: ASYNC,
    body: [
      'async def make(name, seconds):',
      '    await time.sleep(seconds)',
      '    return name',
      '',
      'async def main():',
      '    return [await make(*task) for task in TASKS]',
      '',
      'start = time.perf_counter()',
      'try:',
      '    print(asyncio.run(main()))',
      'except TypeError as error:',
      '    print("TypeError:", error)',
    ],
  },
  'in-turn': {
    imports: ASYNC,
    body: [
      ...MAKE,
      'async def main():',
      '    return [await make(*task) for task in TASKS]',
      ...RUN,
    ],
  },
  gather: {
    imports: ASYNC,
    body: [
      ...MAKE,
      'async def main():',
      '    made = [make(*task) for task in TASKS]',
      '    return await asyncio.gather(*made)',
      ...RUN,
    ],
  },
  tasks: {
    imports: ASYNC,
    body: [
      ...MAKE,
      'async def main():',
      '    tasks = []',
      '    for task in TASKS:',
      '        tasks.append(asyncio.create_task(make(*task)))',
      '    return [await task for task in tasks]',
      ...RUN,
    ],
  },
  'called-first': {
    imports: ASYNC,
    body: [
      ...MAKE,
      'async def main():',
      '    made = [make(*task) for task in TASKS]',
      '    return [await coroutine for coroutine in made]',
      ...RUN,
    ],
  },
  never: {
    imports: ASYNC,
    body: [...MAKE, 'async def main():', '    for task in TASKS:', '        make(*task)', ...RUN],
  },
  parallel: {
    imports: ASYNC,
    body: [
      'async def make(name, seconds):',
      '    await asyncio.to_thread(time.sleep, seconds)',
      '    return name',
      '',
      'async def main():',
      '    made = [make(*task) for task in TASKS]',
      '    return await asyncio.gather(*made)',
      ...RUN,
    ],
  },
};
