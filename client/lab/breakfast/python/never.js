export async function script(tasks, { asyncio }) {
  const make = asyncio.define(function* make({ name, seconds }) {
    yield* asyncio.sleep(seconds, name);
    return name;
  });
  function* main() {
    for (const task of tasks) make(task);
  }
  await asyncio.run(main());
}
