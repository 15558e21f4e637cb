export async function script(tasks, { asyncio }) {
  function* make({ name, seconds }) {
    yield* asyncio.sleep(seconds, name);
    return name;
  }
  function* main() {
    const started = tasks.map((task) => asyncio.createTask(make(task)));
    const made = [];
    for (const task of started) made.push(yield* task);
    return made;
  }
  return await asyncio.run(main());
}
