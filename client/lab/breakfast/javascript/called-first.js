export async function breakfast(tasks, { sleep }) {
  async function make({ name, seconds }) {
    await sleep(seconds, name);
    return name;
  }
  const promises = tasks.map((task) => make(task));
  const made = [];
  for (const promise of promises) made.push(await promise);
  return made;
}
