export async function breakfast(tasks, { sleepInWorker }) {
  async function make({ name, seconds }) {
    await sleepInWorker(seconds, name);
    return name;
  }
  return await Promise.all(tasks.map((task) => make(task)));
}
