export async function script(tasks, { asyncio, time }) {
  function* make({ name, seconds }) {
    time.sleep(seconds, name);
    return name;
  }
  const made = [];
  for (const task of tasks) made.push(await asyncio.run(make(task)));
  return made;
}
