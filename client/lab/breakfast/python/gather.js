export async function script(tasks, { asyncio }) {
  function* make({ name, seconds }) {
    yield* asyncio.sleep(seconds, name);
    return name;
  }
  function* main() {
    return yield* asyncio.gather(tasks.map((task) => make(task)));
  }
  return await asyncio.run(main());
}
