export async function breakfast(tasks, { sleepBlocking }) {
  async function make({ name, seconds }) {
    await sleepBlocking(seconds, name);
    return name;
  }
  const made = [];
  for (const task of tasks) made.push(await make(task));
  return made;
}
