export async function script(tasks, { asyncio, time }) {
  function* make({ name, seconds }) {
    yield* time.sleep(seconds, name);
    return name;
  }
  function* main() {
    const made = [];
    for (const task of tasks) made.push(yield* make(task));
    return made;
  }
  return await asyncio.run(main());
}
