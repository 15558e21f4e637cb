export async function script(tasks, { asyncio }) {
  function* make({ name, seconds }) {
    yield* asyncio.sleep(seconds, name);
    return name;
  }
  function* main() {
    const coroutines = tasks.map((task) => make(task));
    const made = [];
    for (const coroutine of coroutines) made.push(yield* coroutine);
    return made;
  }
  return await asyncio.run(main());
}
